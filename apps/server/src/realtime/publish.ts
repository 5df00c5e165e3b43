import type { Committed } from "../database/transaction.ts";
import { createAudience } from "./audience.ts";
import type { Bus } from "./bus.ts";
import type { BusMessage } from "./bus-message.ts";
import { createClockHints, type DueHint } from "./clock-hints.ts";
import type { Endings } from "./endings.ts";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { createRoomGate, type RoomGate, type RoomRegister } from "./room-gate.ts";
import { type RoomStep, stepsOf } from "./room-step.ts";

/** Tells sockets what a transaction has committed. A hint that may be lost: whoever misses it learns it by `sync`. */
export interface Publisher {
  publish(committed: Committed): void;
  /** Stops the trailing clock hints. */
  close(): void;
}

/** A publisher, and the gate that its steps pass through. */
export interface Delivery extends Publisher {
  gate: RoomGate;
  /** Delivers what another node committed. */
  hear(message: BusMessage): void;
}

export interface DeliveryParts {
  io: HallwayServer;
  bus: Bus;
  ends: Endings;
  register: RoomRegister;
  warn(error: unknown, what: string): void;
}

/** Commits reach the sockets of this node through its gate, and those of the other nodes by the bus, once a commit. */
export function createDelivery({ io, bus, ends, register, warn }: DeliveryParts): Delivery {
  const hints = createClockHints(tellClocks);
  const mine = new WeakSet<RoomStep>();
  const audience = createAudience(io, (step) => hints.moved(step.room, step.to, mine.has(step)));
  const gate = createRoomGate({ audience, register, after, warn });

  function tellClocks(due: readonly DueHint[]): void {
    for (const { room, clock } of due) audience.hint(room, clock);
    const own = due.filter((hint) => hint.own);
    if (own.length === 0) return;
    bus.tell({ kind: "clocks", clocks: own.map(({ room, clock }) => ({ room, clock })) });
  }

  function show({ steps, endings, audits }: Told): void {
    for (const step of steps) gate.hear(step);
    for (const ending of endings) ends.tell(ending);
    for (const { workspaceId, entry } of audits) {
      findNamespace(io, `/w/${workspaceId}/admin`)?.emit("audit", entry);
    }
  }

  return {
    gate,
    publish(committed) {
      const { endings, audits } = committed;
      const told: Told = { steps: stepsOf(committed), endings, audits };
      if (bus.health() !== "alone") for (const step of told.steps) mine.add(step);
      show(told);
      bus.tell({ kind: "committed", ...told });
    },
    hear(message) {
      if (message.kind === "committed") show(message);
      if (message.kind !== "clocks") return;
      for (const { room, clock } of message.clocks) gate.hearClock(room, clock);
    },
    close() {
      hints.close();
      gate.close();
    },
  };
}

interface Told extends Pick<Committed, "endings" | "audits"> {
  steps: RoomStep[];
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}
