import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import { limits } from "@hallway/protocol";
import { Server } from "socket.io";
import { guardHandshakes } from "./admission.ts";
import type { Guards } from "./guards.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { WholeFramesEngine } from "./whole-frames.ts";

/** A peer that has fallen silent is noticed within these two together. */
export const PING_INTERVAL_MS = 10_000;
export const PING_TIMEOUT_MS = 8_000;
/** A connection that opens no namespace by then is closed. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** The socket.io server: bounded packets, and no connection state recovery (docs/sync.md). */
export function createSocketServer({
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
}: {
  connectTimeoutMs?: number;
} = {}): HallwayServer {
  return new Server({
    serveClient: false,
    cleanupEmptyChildNamespaces: true,
    connectTimeout: connectTimeoutMs,
  });
}

const ENGINE = {
  maxHttpBufferSize: limits.payloadBytes,
  pingInterval: PING_INTERVAL_MS,
  pingTimeout: PING_TIMEOUT_MS,
  perMessageDeflate: false,
} as const;

/** Attaches it to the HTTP server, behind the guards. */
export function attachSocketServer(
  io: HallwayServer,
  http: HttpServer,
  { door, quotas, watchdog }: Pick<Guards, "door" | "quotas" | "watchdog">,
): void {
  const engine = new WholeFramesEngine(ENGINE);
  engine.attach(http, { path: io.path() });
  io.bind(engine);
  guardHandshakes(io, door);
  guardConnections(io);
  io.engine.on("connection", quotas.watch);
  io.engine.on("connection", watchdog.watch);
}

/**
 * A connection is that of the browser which opened it: to whoever has other cookies its id is none. Whoever posts more
 * than it takes loses it.
 */
function guardConnections(io: HallwayServer): void {
  const open = new Map<string, { cookie: string | undefined; close(discard: boolean): void }>();
  io.engine.on("connection", (connection) => {
    const { id, request } = connection;
    open.set(id, {
      cookie: request.headers.cookie,
      close: (discard) => connection.close(discard),
    });
    connection.once("close", () => open.delete(id));
  });
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: Next) => {
    const id = new URL(request.url ?? "/", "http://localhost").searchParams.getAll("sid").at(-1);
    const connection = open.get(id ?? "");
    if (!connection) return next();
    if (connection.cookie !== request.headers.cookie) {
      return next(new Error("Not this browser's connection"));
    }
    response.once("finish", () => {
      if (response.statusCode === TOO_LARGE) connection.close(true);
    });
    next();
  });
}

type Next = (error?: Error) => void;

const TOO_LARGE = 413;
