import type { Answer, Refusal, WorkspaceCommandName } from "@hallway/protocol";
import { PROTOCOL_VERSION } from "@hallway/protocol/version";
import { Manager, type Socket } from "socket.io-client";
import { isAnswer, unreachable } from "./answer.ts";
import type { Ask, BrokenBy, Line, LineHandlers } from "./line.ts";

const TRANSPORT_TIMEOUT_MS = 10_000;
/** Longer than any poll waits for the server's next ping; what hangs shall not fill up the browser's few requests. */
const POLL_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 10_000;
const HANDSHAKE_TIMEOUT_MS = 12_000;
/** What the manager says of a connection that did not open within `TRANSPORT_TIMEOUT_MS`. */
const TIMED_OUT = "timeout";
/** No server is believed that sends us away for longer. */
const LONGEST_RETRY_MS = 120_000;

/** All that share a connection want to leave it in the same moment: the first does, the others go where it goes. */
const JUST_LEFT_MS = 1_500;
const leftAt = new WeakMap<Manager, number>();

let shared: Manager | undefined;

/** The one connection to the server, which every namespace shares. */
function sharedManager(): Manager {
  shared ??= new Manager({
    path: "/socket.io",
    autoConnect: false,
    reconnection: false,
    timeout: TRANSPORT_TIMEOUT_MS,
    requestTimeout: POLL_TIMEOUT_MS,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    withCredentials: true,
  });
  return shared;
}

/** A namespace's socket, not yet connected. */
export function createSocket(namespace: string): Socket {
  return sharedManager().socket(namespace, { auth: { protocol: PROTOCOL_VERSION } });
}

/**
 * Makes a line of a socket. A handshake that is under way is never given up: a second one for the same namespace would
 * cost the whole connection. It is waited for, and left when nobody wants it any more.
 */
export function toLine(socket: Socket, handlers: LineHandlers): Line {
  let isWanted = false;
  let isMoving = false;
  let handshakeAt = Date.now();
  const hangUp = () => {
    isWanted = false;
    if (!isShakingHands(socket)) socket.disconnect();
  };
  socket.off("connect");
  socket.on("connect", () => (isWanted ? handlers.onUp() : socket.disconnect()));
  socket.on("disconnect", (reason) => {
    if (isWanted && !isMoving) handlers.onDown(brokenBy(reason));
  });
  socket.on("connect_error", (error) => {
    if (!isWanted) return;
    const refusal = refusalIn(error);
    if (refusal) handlers.onRefused(refusal);
    else handlers.onDown(error.message === TIMED_OUT ? "silence" : "network", retryInMsOf(error));
  });
  const noteHandshake = () => {
    handshakeAt = Date.now();
  };
  const noteOpen = () => {
    noteHandshake();
    if (isWanted) handlers.onOpened();
  };
  socket.io.on("open", noteOpen);
  const dial = () => {
    isWanted = true;
    const isUnderWay = isShakingHands(socket);
    if (isUnderWay && Date.now() - handshakeAt < HANDSHAKE_TIMEOUT_MS) return;
    // A server that answers no handshake has lost this connection.
    if (isUnderWay) socket.io.engine.close();
    noteHandshake();
    socket.connect();
  };
  return {
    dial,
    hangUp,
    move() {
      const { io } = socket;
      if (Date.now() - (leftAt.get(io) ?? 0) < JUST_LEFT_MS) return dial();
      leftAt.set(io, Date.now());
      isMoving = true;
      // Not only its engine: of one that never opened the manager would not hear that it ended.
      io._close();
      isMoving = false;
      dial();
    },
    dispose() {
      socket.io.off("open", noteOpen);
      socket.off();
      hangUp();
      socket.on("connect", () => socket.disconnect());
    },
  };
}

/** Whether the namespace was asked for on an open connection and has not answered. */
function isShakingHands(socket: Socket): boolean {
  return socket.active && !socket.connected && socket.io._readyState === "open";
}

/** Asks over a socket; what is not connected is not queued but answered at once. */
export function askOver(socket: Socket): Ask {
  return async <Data>(name: WorkspaceCommandName, input: unknown): Promise<Answer<Data>> => {
    const lost: Answer<Data> = { ok: false, error: unreachable };
    if (!socket.connected) return lost;
    try {
      const answer: unknown = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(name, input);
      return isAnswer<Data>(answer) ? answer : lost;
    } catch {
      return lost;
    }
  };
}

function brokenBy(reason: string): BrokenBy {
  if (reason === "forced close") return "us";
  if (reason === "ping timeout") return "silence";
  return reason === "transport error" ? "network" : "server";
}

function refusalIn(error: Error): Refusal | null {
  if (error.message === "Invalid namespace") {
    return {
      code: "not_a_member",
      message: "This workspace does not exist, or you are not in it.",
    };
  }
  if (!("data" in error) || typeof error.data !== "object" || error.data === null) return null;
  const { data } = error;
  if (!("code" in data) || !("message" in data) || typeof data.message !== "string") return null;
  const code = refusalCodes.find((known) => known === data.code);
  if (!code) return null;
  const retryInMs = "retryInMs" in data ? Number(data.retryInMs) : 0;
  return { code, message: data.message, ...(retryInMs > 0 && { retryInMs }) };
}

/** What a server that refused a handshake asked for. Only long-polling can read it: a web socket hides the answer. */
function retryInMsOf(error: Error): number | undefined {
  if (!("description" in error) || error.description !== SERVICE_UNAVAILABLE) return;
  const request = "context" in error ? error.context : null;
  if (typeof request !== "object" || request === null || !("getResponseHeader" in request)) return;
  if (typeof request.getResponseHeader !== "function") return;
  const seconds = Number(request.getResponseHeader("Retry-After"));
  return seconds > 0 ? Math.min(seconds * 1_000, LONGEST_RETRY_MS) : undefined;
}

const SERVICE_UNAVAILABLE = 503;

const refusalCodes: readonly Refusal["code"][] = [
  "unauthenticated",
  "not_a_member",
  "deactivated",
  "client_too_old",
  "forbidden",
  "rate_limited",
  "unavailable",
];
