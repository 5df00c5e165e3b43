import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import type { Traffic } from "./traffic.ts";

/** How the connections end when the server does: nothing acknowledged is lost, nothing else is acknowledged. */
export interface Drain {
  /** From the signal to end on; readiness says so. */
  hasBegun(): boolean;
  /** No more connections are taken. */
  isShut(): boolean;
  /** Resolves when every command has its answer and every connection is closed. */
  run(): Promise<void>;
}

/** People find another node within this time. */
const SPREAD_MS = 10_000;
/** Without a balancer they come back to this one, which lets in 300 a second: all at once would be turned away. */
const SPREAD_ALONE_MS = { least: 1_000, each: 5, most: 30_000 };
/** A command that has not committed by then gets no acknowledgement; its sender asks again. */
const COMMANDS_MS = 5_000;
/** The last acknowledgements leave within this time, unless nobody reads them. */
const GOODBYE_MS = 500;
const LOOK_EVERY_MS = 20;

export function createDrain({
  io,
  config,
  logger,
  traffic,
}: {
  io: HallwayServer;
  config: Pick<Config, "drainSeconds">;
  logger: Logger;
  traffic: Traffic;
}): Drain {
  let begun = false;
  let shut = false;

  async function leaveToBalancer(): Promise<void> {
    await pause(config.drainSeconds * 1_000);
    shut = true;
    announce(io, SPREAD_MS);
    await untilGone(io, SPREAD_MS);
  }

  return {
    hasBegun: () => begun,
    isShut: () => shut,
    async run() {
      begun = true;
      logger.info(
        { connections: io.engine.clientsCount, drainSeconds: config.drainSeconds },
        "ending",
      );
      if (config.drainSeconds > 0) await leaveToBalancer();
      else announce(io, spreadAlone(io.engine.clientsCount));
      shut = true;
      await traffic.close(COMMANDS_MS);
      if (traffic.inFlight() > 0) logger.warn({ commands: traffic.inFlight() }, "not answered");
      await closeConnections(io);
    },
  };
}

function spreadAlone(connections: number): number {
  const { least, each, most } = SPREAD_ALONE_MS;
  return Math.min(most, least + connections * each);
}

/** Tells each connection when to dial again; a connection's namespaces hear the same time. */
function announce(io: HallwayServer, spreadMs: number): void {
  const times = new Map<HallwaySocket["conn"], number>();
  for (const socket of socketsOf(io)) {
    const afterMs = times.get(socket.conn) ?? Math.floor(Math.random() * spreadMs);
    times.set(socket.conn, afterMs);
    socket.emit("server_closing", { afterMs });
  }
}

/** Lets what is written reach its reader first; all connections, since the main namespace has nobody in it. */
async function closeConnections(io: HallwayServer): Promise<void> {
  const connections = new Set(socketsOf(io).map((socket) => socket.conn));
  for (const connection of connections) connection.close();
  await untilGone(io, GOODBYE_MS);
  io.engine.close();
}

/** Everyone in a workspace; the admin panel's sockets too. */
function socketsOf(io: HallwayServer): HallwaySocket[] {
  return [...io._nsps.values()].flatMap((namespace) => [...namespace.sockets.values()]);
}

async function untilGone(io: HallwayServer, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (io.engine.clientsCount > 0 && performance.now() < deadline) await pause(LOOK_EVERY_MS);
}
