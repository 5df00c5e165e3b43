import type { IncomingMessage } from "node:http";
import type { Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Door } from "./admission.ts";
import { type ConnectionQuotas, createConnectionQuotas } from "./connection-quotas.ts";
import { createPersonSockets, type PersonSockets } from "./person-sockets.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** What keeps one person, browser or network from taking more than their part of the server. */
export interface Guards {
  /** Before a connection is one. */
  door: Door;
  /** What one connection may ask for. */
  quotas: ConnectionQuotas;
  /** How many sockets one person may have. */
  people: PersonSockets;
  /** How far a connection may be behind. */
  watchdog: Watchdog;
}

export function createGuards({
  context: { config, logger, accounts, metrics },
  visitorOf,
  isShut,
}: {
  context: Pick<Context, "config" | "logger" | "accounts" | "metrics">;
  visitorOf(request: IncomingMessage): Visitor;
  isShut(): boolean;
}): Guards {
  return {
    door: {
      config,
      logger,
      visitorOf,
      isShut,
      sessionOf: ({ cookie }) => accounts.nameSession(cookie ?? ""),
      turnedAway: metrics.turnedAway,
    },
    quotas: createConnectionQuotas({ enabled: config.rateLimits }),
    people: createPersonSockets({ enabled: config.rateLimits }),
    watchdog: createWatchdog({ logger, readerCut: metrics.readerCut }),
  };
}
