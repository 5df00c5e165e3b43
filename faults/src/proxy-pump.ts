import type { Socket } from "node:net";
import type { Direction, ProxyMode } from "./proxy-mode.ts";

/** One direction of one connection. */
export interface Pump {
  set(mode: ProxyMode, direction: Direction): void;
}

type PumpPlan = {
  from: Socket;
  to: Socket;
  count(amount: number, fate: "delivered" | "lost"): void;
  /** The whole connection shall be cut. */
  onCut(): void;
};

/** Bytes, or how the stream ended: in order (`end`), or not (`break`). */
type Piece = { dueAt: number; what: Buffer | "end" | "break" };

/** Carries one direction's pieces in order, each when it is due, until told otherwise. */
export function startPump({ from, to, count, onCut }: PumpPlan): Pump {
  const queue: Piece[] = [];
  let timer: NodeJS.Timeout | undefined;
  let delay: () => number = () => 0;
  let holds = false;
  let swallows = false;
  let hasLost = false;
  let allowance = Number.POSITIVE_INFINITY;

  function take(what: Piece["what"]): void {
    if (swallows) {
      hasLost = true;
      count(typeof what === "string" ? 0 : what.length, "lost");
      return;
    }
    queue.push({ dueAt: Math.max(performance.now() + delay(), queue.at(-1)?.dueAt ?? 0), what });
    drain();
  }

  function drain(): void {
    clearTimeout(timer);
    while (queue[0] && !holds) {
      const waitMs = queue[0].dueAt - performance.now();
      if (waitMs > 0) {
        timer = setTimeout(drain, waitMs);
        return;
      }
      const piece = queue.shift();
      if (piece) deliver(piece.what);
    }
  }

  function deliver(what: Piece["what"]): void {
    if (what === "break") onCut();
    else if (what === "end") to.end();
    else {
      const part = what.length > allowance ? what.subarray(0, allowance) : what;
      count(part.length, "delivered");
      allowance -= part.length;
      // What is not taken at once waits in the sender, as it would without a proxy.
      const isTaken = to.write(part);
      if (allowance <= 0) onCut();
      else if (!isTaken) from.pause();
    }
  }

  from.on("data", take);
  from.on("end", () => take("end"));
  // A reset says so by an error; it is told on as one.
  from.on("error", () => take("break"));
  from.on("close", (hadError) => {
    if (!hadError && !from.readableEnded) take("break");
  });
  to.on("drain", () => {
    if (!holds) from.resume();
  });

  return {
    set(mode, direction) {
      const concerns = !("direction" in mode) || [direction, "both"].includes(mode.direction);
      delay = mode.kind === "latency" ? () => mode.ms + Math.random() * mode.jitterMs : () => 0;
      swallows = concerns && mode.kind === "blackhole";
      holds = mode.kind === "hold";
      allowance = concerns && mode.kind === "close-after" ? mode.bytes : Number.POSITIVE_INFINITY;
      if (hasLost && !swallows) return onCut();
      if (holds) from.pause();
      else if (to.writableLength === 0) from.resume();
      if (mode.kind !== "latency") for (const piece of queue) piece.dueAt = 0;
      drain();
    },
  };
}
