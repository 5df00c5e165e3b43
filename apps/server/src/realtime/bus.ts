import type { BusMessage } from "./bus-message.ts";

/**
 * What one node tells the others (docs/scale-out.md). It may lose and reorder: rooms are kept right by their clocks
 * (room-gate.ts), and whatever else travels here expires or is told again.
 */
export interface Bus {
  tell(message: BusMessage): void;
  listen(listener: BusListener): void;
  /** `alone`: there is no bus. `hearing`: what this node says comes back to it. `deaf`: it has not for a while. */
  health(): BusHealth;
  /** How long ago this node last heard itself, in milliseconds; endless before the first time. */
  silentMs(): number;
  /** False as soon as the line is known to be broken: what is told now reaches nobody else. */
  isWhole(): boolean;
  /** How many nodes there are, this one included, as far as they were heard. */
  nodes(): number;
  close(): Promise<void>;
}

export type BusHealth = "alone" | "hearing" | "deaf";

/** In milliseconds. */
export interface BusTiming {
  /** How often a node speaks to itself through the bus. */
  echoEvery: number;
  /** Without an echo for so long, the line is taken down and dialled anew. */
  redialAfter: number;
  /** Without an echo for so long, the node is deaf. */
  deafAfter: number;
  /** The longest wait between two attempts to dial. */
  dialPauseMax: number;
  /** How often a node that hears notes it in the database (bus-witness.ts). */
  noteEvery: number;
  /**
   * How old an echo may be for others to count on it: more than a node that hears ever lets pass, and less than makes
   * the first one deaf, so that a bus that is gone for all takes nobody out.
   */
  noteHolds: number;
}

export const BUS_TIMING: BusTiming = {
  echoEvery: 2_000,
  redialAfter: 6_000,
  deafAfter: 12_000,
  dialPauseMax: 2_000,
  noteEvery: 2_000,
  noteHolds: 8_000,
};

export interface BusListener {
  /** A message of another node. */
  hear(message: BusMessage, node: string): void;
  /** The line was broken and is whole again: anything may have been missed meanwhile. */
  missed(): void;
}

/** The bus of a server that has no other nodes. */
export function createNoBus(): Bus {
  return {
    tell: () => undefined,
    listen: () => undefined,
    health: () => "alone",
    silentMs: () => 0,
    isWhole: () => true,
    nodes: () => 1,
    close: async () => undefined,
  };
}
