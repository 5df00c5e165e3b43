import { fail } from "../failure.ts";

/**
 * Runs what contends for the same rows one after another, in the order it came: whoever waits for the row's lock would
 * hold one of the few connections meanwhile, and a crowd would shut everyone else out. Across several server processes
 * the lock still decides; this only keeps each one's crowd outside.
 */
export async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const line = lines.get(key) ?? { waiting: 0, last: Promise.resolve() };
  if (line.waiting >= WAITING_MAX) {
    const message = "Very many people are doing this at this moment. Try again shortly.";
    throw fail("unavailable", message, { retryInMs: 5_000 });
  }
  lines.set(key, line);
  line.waiting++;
  const mine = line.last.then(run);
  line.last = mine.then(doNothing, doNothing);
  try {
    return await mine;
  } finally {
    line.waiting--;
    if (line.waiting === 0) lines.delete(key);
  }
}

interface Line {
  waiting: number;
  /** Resolves, whatever comes of it, when the last one in line is done. */
  last: Promise<void>;
}

const WAITING_MAX = 500;
const lines = new Map<string, Line>();

function doNothing(): void {}
