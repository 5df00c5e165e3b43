import type { Server as HttpServer, IncomingMessage } from "node:http";
import { limits } from "@hallway/protocol";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Config } from "../config.ts";
import { isForgedHandshake } from "../http/origin.ts";
import type { HallwayServer } from "./hallway-socket.ts";

/** A peer that has fallen silent is noticed within these two together. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
/** A connection that opens no namespace by then is closed. */
const CONNECT_TIMEOUT_MS = 10_000;

/** The socket.io server: bounded packets, our own pages only, and no connection state recovery (docs/sync.md). */
export function createSocketServer({
  config,
  logger,
}: {
  config: Config;
  logger: Logger;
}): HallwayServer {
  const io: HallwayServer = new Server({
    serveClient: false,
    cleanupEmptyChildNamespaces: true,
    maxHttpBufferSize: limits.payloadBytes,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    perMessageDeflate: false,
    allowRequest(request, decide) {
      const forged = isForgedHandshake(config, request.headers);
      if (forged) logger.warn({ origin: request.headers.origin }, "refused a foreign handshake");
      decide(forged ? "Origin not allowed" : null, !forged);
    },
  });
  return io;
}

/** Attaches it to the HTTP server, and cuts whoever asks for more namespaces than one connection may hold. */
export function attachSocketServer(io: HallwayServer, http: HttpServer): void {
  io.attach(http);
  keepConnectionsApart(io);
  io.engine.on("connection", (connection) => {
    const namespaces = new Set<string>();
    let asked = 0;
    connection.on("packet", (packet: { type: string; data?: unknown }) => {
      if (packet.type !== "message" || typeof packet.data !== "string") return;
      const [, kind, name = "/"] = OPENS_OR_CLOSES.exec(packet.data) ?? [];
      if (kind === CONNECT) {
        namespaces.add(name);
        asked++;
      } else if (kind === DISCONNECT && namespaces.delete(name)) {
        asked--;
      }
      if (asked > limits.namespacesPerConnection) connection.close();
    });
  });
}

/** socket.io's packets that open or close a namespace: their kind, and its name up to the comma. */
const OPENS_OR_CLOSES = /^([01])(\/[^,]*)?/;
const CONNECT = "0";
const DISCONNECT = "1";

/** A connection is that of the browser which opened it: to whoever has other cookies its id is none. */
function keepConnectionsApart(io: Server): void {
  const cookies = new Map<string, string | undefined>();
  io.engine.on("connection", (connection) => {
    cookies.set(connection.id, connection.request.headers.cookie);
    connection.once("close", () => cookies.delete(connection.id));
  });
  io.engine.use((request: IncomingMessage, _response: unknown, next: (error?: Error) => void) => {
    const id = new URL(request.url ?? "/", "http://localhost").searchParams.get("sid");
    const isForeign = id !== null && cookies.has(id) && cookies.get(id) !== request.headers.cookie;
    next(isForeign ? new Error("Not this browser's connection") : undefined);
  });
}
