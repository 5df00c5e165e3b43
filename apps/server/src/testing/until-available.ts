import { setTimeout } from "node:timers/promises";

const TRIES = 30;
const WAIT_MS = 500;

/** Asks again, as every client does, while the server says that it is too busy: a loaded machine is no failure. */
export async function untilAvailable<T>(
  ask: () => Promise<T>,
  isBusy: (answer: T) => boolean,
): Promise<T> {
  for (let left = TRIES; ; left--) {
    const answer = await ask();
    if (left === 0 || !isBusy(answer)) return answer;
    await setTimeout(WAIT_MS);
  }
}
