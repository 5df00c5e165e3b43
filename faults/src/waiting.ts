import { setTimeout as pause } from "node:timers/promises";

/** Asks until the answer is yes; throws a sentence after `timeoutMs`, which is meant for a machine that is very busy. */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  timeoutMs = 300_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline)
      throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`);
    await pause(100);
  }
}
