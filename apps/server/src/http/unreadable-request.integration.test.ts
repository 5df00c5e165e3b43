import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { ErrorView } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { answerUnreadable } from "./unreadable-request.ts";

const Refused = z.strictObject({ ok: z.literal(false), error: ErrorView });

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** Sends these bytes and reads until the other side closes. */
async function exchange(port: number, text: string): Promise<{ status: string; body: unknown }> {
  const answer = await new Promise<string>((resolve, reject) => {
    let read = "";
    const socket = connect(port, "localhost", () => socket.write(text));
    socket.on("data", (data) => {
      read += data.toString();
    });
    socket.on("close", () => resolve(read));
    socket.on("error", reject);
  });
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return { status: head.split(" ")[1] ?? "", body: JSON.parse(body) };
}

test.each([
  { what: "no HTTP at all", text: "EHLO hallway\r\n\r\n", status: "400", code: "invalid" },
  {
    what: "a length that is none",
    text: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    status: "400",
    code: "invalid",
  },
  {
    what: "a header longer than all may be together",
    text: `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`,
    status: "413",
    code: "too_large",
  },
])("$what is refused in the form of all failures", async ({ text, status, code }) => {
  const answer = await exchange(Number(new URL(server.url).port), text);
  expect(answer.status).toBe(status);
  expect(Refused.parse(answer.body).error.code).toBe(code);
});

test.each([
  { what: "an address with a broken escape", path: "/api/v1/%zz", status: "400", code: "invalid" },
  {
    what: "a command with an endless name",
    path: `/api/v1/${"a".repeat(300)}`,
    status: "404",
    code: "not_found",
  },
  {
    what: "a workspace with an endless id",
    path: `/api/v1/workspaces/${"a".repeat(300)}/sync`,
    status: "404",
    code: "not_found",
  },
])("$what is refused in the form of all failures", async ({ path, status, code }) => {
  const text = `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
  const answer = await exchange(Number(new URL(server.url).port), text);
  expect(answer.status).toBe(status);
  expect(Refused.parse(answer.body).error.code).toBe(code);
});

test("a request that takes too long to arrive may come again", async () => {
  const slow = createServer({
    requestTimeout: 50,
    headersTimeout: 50,
    connectionsCheckingInterval: 10,
  });
  slow.on("clientError", answerUnreadable);
  await new Promise<void>((resolve) => slow.listen(0, "localhost", resolve));
  const { port } = slow.address() as AddressInfo;
  const answer = await exchange(port, "POST / HTTP/1.1\r\nHost: a\r\n");
  slow.close();
  expect(answer.status).toBe("503");
  const { error } = Refused.parse(answer.body);
  expect(error).toMatchObject({ code: "unavailable", retryInMs: expect.any(Number) });
});
