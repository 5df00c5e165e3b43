import type { Line, LineHandlers } from "../line.ts";

/** Round trips: TCP and TLS before a question; the WebSocket and the engine as well before a connection is open. */
const QUESTION_TRIPS = 3;
const OPENING_TRIPS = 4;
/** How long each is waited for: as in `socket-line.ts` and in `browser-signals.ts`. */
const OPENING_GIVEN_UP_MS = 10_000;
const QUESTION_GIVEN_UP_MS = 3_000;

/** What becomes of a dial that hangs when the way is open again. */
export type Leftover = "hangs" | "is reset";

/** A way to the server that swallows everything for a while; it has no memory: what was begun in the dark is lost. */
export class DarkWay {
  /** Whether the browser asks over a connection of its own each time, not over one that hangs. */
  asksAnew = true;
  isOpen = true;
  dials = 0;
  questions = 0;
  isUp = false;
  /** Since when it is up and what was missed is there. */
  wholeAt = Number.POSITIVE_INFINITY;
  #line: LineHandlers | null = null;
  #dial: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;
  readonly #tripMs: number;

  constructor(tripMs: number) {
    this.#tripMs = tripMs;
  }

  createLine = (handlers: LineHandlers): Line => {
    this.#line = handlers;
    const dial = () => this.#begin();
    const hangUp = () => this.#giveUp();
    return { dial, hangUp, move: dial, dispose: hangUp };
  };

  ask = async (): Promise<boolean> => {
    this.questions += 1;
    const isAsked = this.isOpen && this.asksAnew;
    await passes(isAsked ? QUESTION_TRIPS * this.#tripMs : QUESTION_GIVEN_UP_MS);
    return isAsked;
  };

  /** The line falls silent, which is noticed after a while. */
  async fallSilent(noticedAfterMs: number): Promise<void> {
    this.isOpen = false;
    await passes(noticedAfterMs);
    this.#end("silence");
  }

  heal(leftover: Leftover): void {
    this.isOpen = true;
    if (this.#isLost && leftover === "is reset") this.#end("network");
  }

  /** Nobody listens where the server was: every dial is refused within a trip. */
  refuse(): void {
    this.#end("server");
    this.#begin = () => {
      this.dials += 1;
      this.#dial = setTimeout(() => this.#end("network"), this.#tripMs);
    };
  }

  #begin = (): void => {
    this.#giveUp();
    this.dials += 1;
    this.#isLost = !this.isOpen;
    this.#dial = this.#isLost
      ? setTimeout(() => this.#end("silence"), OPENING_GIVEN_UP_MS)
      : setTimeout(() => this.#open(), OPENING_TRIPS * this.#tripMs);
  };

  #open(): void {
    this.#dial = setTimeout(() => this.#rise(), this.#tripMs);
    this.#line?.onOpened();
  }

  #rise(): void {
    this.isUp = true;
    this.wholeAt = Date.now() + this.#tripMs;
    this.#line?.onUp();
  }

  #end(by: "server" | "network" | "silence"): void {
    this.#giveUp();
    this.#line?.onDown(by);
  }

  #giveUp(): void {
    clearTimeout(this.#dial);
    this.#isLost = false;
    this.isUp = false;
    this.wholeAt = Number.POSITIVE_INFINITY;
  }
}

function passes(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
