import type { Random } from "./random.ts";

/** What a device does that met only silence: it asks whether the way is open, by the web client's rules. */
export interface Darkness {
  /** Silence: asks from now on, until something answers. */
  begin(): void;
  /** A dial was answered, if only by a no: that is an answer as well. */
  answered(): void;
  /** Aborts when the way has come back, a moment after: what was begun before is to be left for something new. */
  light(): AbortSignal;
  end(): void;
}

export interface DarknessOptions {
  /** Whether anything at all answers. */
  reaches(): Promise<boolean>;
  random: Random;
}

/** From apps/web: how often it is asked, at first and later, and how soon after an answer everybody dials. */
const ASKS_EVERY_MS = 1_000;
const IMPATIENT_FOR_MS = 120_000;
const ASKS_LATER_EVERY_MS = 5_000;
const RETURN_DELAY_MS = 500;

export function createDarkness({ reaches, random }: DarknessOptions): Darkness {
  let is: "over" | "dark" | "lit" = "over";
  let asking = new AbortController();
  let light = new AbortController();

  async function keepAsking({ signal }: AbortController): Promise<void> {
    const since = performance.now();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      void hear({ signal, isFirst });
      const isImpatient = performance.now() - since < IMPATIENT_FOR_MS;
      await pause(isImpatient ? ASKS_EVERY_MS : ASKS_LATER_EVERY_MS, signal);
    }
  }

  /** When the very first question is answered the way was open all the time, and nothing is to be hurried. */
  async function hear({ signal, isFirst }: { signal: AbortSignal; isFirst: boolean }) {
    if (!(await reaches()) || signal.aborted) return;
    if (isFirst) end();
    else answered();
  }

  function answered(): void {
    if (is !== "dark") return;
    asking.abort();
    is = "lit";
    const { signal } = light;
    const coming = light;
    void pause(random.next() * RETURN_DELAY_MS, signal).then(() => coming.abort());
  }

  function end(): void {
    asking.abort();
    is = "over";
    light = new AbortController();
  }

  return {
    begin() {
      if (is !== "over") return;
      is = "dark";
      asking = new AbortController();
      void keepAsking(asking);
    },
    answered,
    light: () => light.signal,
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
