import type { Line, LineHandlers } from "../line.ts";

/** One round trip over it. */
const TRIP_MS = 100;
/** TCP and TLS for a question; the WebSocket, the engine and the namespace as well for a dial. */
const QUESTION_MS = 3 * TRIP_MS;
const DIAL_MS = 5 * TRIP_MS;
/** How long each is waited for: as in `socket-line.ts` and in `browser-signals.ts`. */
const DIAL_GIVEN_UP_MS = 10_000;
const QUESTION_GIVEN_UP_MS = 2_000;

/** What becomes of a dial that hangs when the way is open again. */
export type Leftover = "hangs" | "is reset";

/** A way to the server that swallows everything for a while; it has no memory: what was begun in the dark is lost. */
export class DarkWay {
  isOpen = true;
  dials = 0;
  questions = 0;
  isUp = false;
  /** Since when it is up and what was missed is there. */
  wholeAt = Number.POSITIVE_INFINITY;
  #line: LineHandlers | null = null;
  #dial: ReturnType<typeof setTimeout> | undefined;
  #isLost = false;

  createLine = (handlers: LineHandlers): Line => {
    this.#line = handlers;
    const dial = () => this.#begin();
    const hangUp = () => this.#giveUp();
    return { dial, hangUp, move: dial, dispose: hangUp };
  };

  ask = async (): Promise<boolean> => {
    this.questions += 1;
    const isAsked = this.isOpen;
    await passes(isAsked ? QUESTION_MS : QUESTION_GIVEN_UP_MS);
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
      this.#dial = setTimeout(() => this.#end("network"), TRIP_MS);
    };
  }

  #begin = (): void => {
    this.#giveUp();
    this.dials += 1;
    this.#isLost = !this.isOpen;
    this.#dial = this.#isLost
      ? setTimeout(() => this.#end("silence"), DIAL_GIVEN_UP_MS)
      : setTimeout(() => this.#rise(), DIAL_MS);
  };

  #rise(): void {
    this.isUp = true;
    this.wholeAt = Date.now() + TRIP_MS;
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
