import type { Random } from "./random.ts";

/** What a device does that met only silence: it asks whether the way is open, by the web client's rules. */
export interface Darkness {
  /** Silence: asks from now on, until something answers. */
  begin(): void;
  /** A dial was answered, if only by a no: that is an answer as well. */
  answered(): void;
  /** Aborts when whoever waits is to dial: the way is shut, so that there is no server to be spared, or open again. */
  hurry(): AbortSignal;
  /** For a dial that is begun now: aborts when it is to make room for another. */
  dialOutlived(): AbortSignal;
  end(): void;
}

export interface DarknessOptions {
  /** Whether anything at all answers. */
  reaches(): Promise<boolean>;
  random: Random;
}

/** From apps/web: how often it is asked and dialed, at first and later, and how soon after an answer everybody dials. */
const ASKS_EVERY_MS = 1_000;
const DIAL_LASTS_MS = 2_000;
const ENOUGH_QUESTIONS = 3;
const IMPATIENT_FOR_MS = 120_000;
const ASKS_LATER_EVERY_MS = 5_000;
const RETURN_DELAY_MS = 500;

export function createDarkness({ reaches, random }: DarknessOptions): Darkness {
  let is: "over" | "dark" | "shut" | "lit" = "over";
  let since = 0;
  let asking = new AbortController();
  let hurry = new AbortController();
  const isImpatient = () => performance.now() - since < IMPATIENT_FOR_MS;

  async function keepAsking({ signal }: AbortController): Promise<void> {
    for (let asked = 1; !signal.aborted; asked++) {
      void hear({ signal, asked });
      if (asked === ENOUGH_QUESTIONS) {
        is = "shut";
        hurry.abort();
      }
      await pause(isImpatient() ? ASKS_EVERY_MS : ASKS_LATER_EVERY_MS, signal);
    }
  }

  /** When the very first question is answered the way was open all the time, and nothing is to be hurried. */
  async function hear({ signal, asked }: { signal: AbortSignal; asked: number }) {
    if (!(await reaches()) || signal.aborted) return;
    if (asked === 1 && is === "dark") end();
    else answered();
  }

  function answered(): void {
    if (is !== "dark" && is !== "shut") return;
    asking.abort();
    if (is === "shut") hurry = new AbortController();
    is = "lit";
    const coming = hurry;
    void pause(random.next() * RETURN_DELAY_MS, coming.signal).then(() => coming.abort());
  }

  function end(): void {
    asking.abort();
    is = "over";
    hurry = new AbortController();
  }

  return {
    begin() {
      if (is !== "over") return;
      is = "dark";
      since = performance.now();
      asking = new AbortController();
      void keepAsking(asking);
    },
    answered,
    hurry: () => hurry.signal,
    dialOutlived() {
      if (is === "lit") end();
      if (is !== "shut") return hurry.signal;
      return AbortSignal.timeout(isImpatient() ? DIAL_LASTS_MS : ASKS_LATER_EVERY_MS);
    },
    end,
  };
}

/** Resolves after the time, or at once when it is not worth waiting any more. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    if (signal.aborted) over();
    else signal.addEventListener("abort", over);
  });
}
