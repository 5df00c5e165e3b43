import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type ErrorView, errorStatus } from "@hallway/protocol";
import { retryAfter } from "./retry-after.ts";

/** Answers what is no request that Node can read, or one that did not arrive in time, in the one form of all failures. */
export function answerUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const failure = failureOf(error.code ?? "");
  const status = errorStatus[failure.code];
  const { retryInMs } = failure;
  const body = JSON.stringify({ ok: false, error: failure });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Cache-Control: no-store",
      ...(retryInMs === undefined ? [] : [`Retry-After: ${retryAfter(retryInMs)}`]),
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

/** How long a request that came too slowly waits before it comes again. */
const RETRY_IN_MS = 1_000;

/** Node's names for what went wrong (https://nodejs.org/api/http.html#event-clienterror). */
function failureOf(code: string): ErrorView {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return {
        code: "unavailable",
        message: "The request took too long to arrive. Try again.",
        retryInMs: RETRY_IN_MS,
      };
    case "HPE_HEADER_OVERFLOW":
      return { code: "too_large", message: "The headers of the request are too large." };
    default:
      return { code: "invalid", message: "The request could not be read." };
  }
}
