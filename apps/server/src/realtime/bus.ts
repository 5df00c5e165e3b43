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
  /** False as soon as the line is known to be broken: what is told now reaches nobody else. */
  isWhole(): boolean;
  /** How many nodes there are, this one included, as far as they were heard. */
  nodes(): number;
  close(): Promise<void>;
}

export type BusHealth = "alone" | "hearing" | "deaf";

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
    isWhole: () => true,
    nodes: () => 1,
    close: async () => undefined,
  };
}
