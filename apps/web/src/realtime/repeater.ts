/** The wait before a failed try is repeated, doubled each time up to the longest. */
export const REPEAT_FIRST_MS = 1_000;
export const REPEAT_LONGEST_MS = 30_000;

/** Runs a task one at a time, and again after a wait when it says that it failed. */
export interface Repeater {
  /** Runs it now; while it runs, once more afterwards. */
  run(): void;
  /** Forgets what was to come; what runs now ends unheard. */
  stop(): void;
}

export function createRepeater(task: () => Promise<boolean>): Repeater {
  let generation = 0;
  let isRunning = false;
  let isWanted = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const go = async () => {
    clearTimeout(timer);
    isRunning = true;
    isWanted = false;
    const mine = generation;
    const isDone = await task().catch(() => false);
    if (mine !== generation) return;
    isRunning = false;
    failures = isDone ? 0 : failures + 1;
    if (isWanted) void go();
    else if (!isDone) timer = setTimeout(() => void go(), waitAfter(failures));
  };

  return {
    run() {
      if (isRunning) isWanted = true;
      else void go();
    },
    stop() {
      generation += 1;
      isRunning = false;
      isWanted = false;
      failures = 0;
      clearTimeout(timer);
    },
  };
}

function waitAfter(failures: number): number {
  const limit = Math.min(REPEAT_LONGEST_MS, REPEAT_FIRST_MS * 2 ** (failures - 1));
  return limit * (0.5 + 0.5 * Math.random());
}
