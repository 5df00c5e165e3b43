import type { ClockHint } from "@hallway/protocol";
import { isMissingSomething, tickOf } from "../state/catching-up.ts";
import type { WorkspaceStore } from "../state/store.ts";

/** A hole often closes by itself within this time: two changes overtook each other. */
export const HOLE_PATIENCE_MS = 300;
/** After so many catch-ups that did not close a hole, everything is read anew; after that it waits for the routine. */
export const HOLE_FAILURES = 3;
/**
 * Holes that come one after the other are closed together, further and further apart up to this time: while the nodes hear
 * nothing of each other each message makes one, and the server answers a `sync` a second to a person.
 */
export const HOLE_PACE_MS = 3_000;

/** Notices that something is missing, and asks for it after a moment. */
export class HoleWatch {
  readonly #store: WorkspaceStore;
  readonly #mend: (how: "catch-up" | "read-anew") => void;
  readonly #hints = new Map<ClockHint["room"], number>();
  #failures = 0;
  #patienceMs = HOLE_PATIENCE_MS;
  #closedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: WorkspaceStore, mend: (how: "catch-up" | "read-anew") => void) {
    this.#store = store;
    this.#mend = mend;
  }

  /** The room has moved at least this far, the server says. */
  hint({ room, to }: ClockHint): void {
    const known = tickOf(this.#store.getState(), room);
    if (known === null || known >= to) return;
    this.#hints.set(room, to);
    this.look();
  }

  /** To be called whenever the state has changed. */
  look(): void {
    if (this.#isWhole()) this.#close();
    else if (this.#timer === undefined && this.#failures <= HOLE_FAILURES) {
      this.#timer = setTimeout(() => this.#ask(), this.#waitMs());
    }
  }

  reset(): void {
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Hints are of a connection: the next one catches up by itself. */
  stop(): void {
    this.reset();
    this.#hints.clear();
  }

  #close(): void {
    if (this.#failures > 0) this.#closedAt = performance.now();
    this.reset();
  }

  #waitMs(): number {
    if (this.#failures > 0) return HOLE_PATIENCE_MS * 2 ** this.#failures;
    const isNextSoon = performance.now() - this.#closedAt < HOLE_PACE_MS;
    this.#patienceMs = isNextSoon ? Math.min(HOLE_PACE_MS, 2 * this.#patienceMs) : HOLE_PATIENCE_MS;
    return this.#patienceMs;
  }

  #ask(): void {
    this.#timer = undefined;
    this.#hints.clear();
    this.#failures += 1;
    this.#mend(this.#failures > HOLE_FAILURES ? "read-anew" : "catch-up");
  }

  #isWhole(): boolean {
    const state = this.#store.getState();
    for (const [room, to] of this.#hints) {
      const known = tickOf(state, room);
      if (known === null || known >= to) this.#hints.delete(room);
    }
    return this.#hints.size === 0 && !isMissingSomething(state);
  }
}
