import { fail } from "../failure.ts";
import { createLanes } from "./lanes.ts";
import type { Ask, Pipeline } from "./pipeline.ts";

/** Asks all that it needs of one state of the database, and keeps what it found. */
export type Read = (ask: Ask) => Promise<void>;

/** So many of a pipeline's connections snapshots may take, so many reads share one, and so many may wait. */
const LANES = 3;
const READS_A_SNAPSHOT = 16;
const READS_WAITING = 5_000;

/** Reads that wait while others are under way go together in one transaction, which `inSnapshot` opens for them. */
export function createSnapshots(
  inSnapshot: (reads: readonly Read[]) => Promise<void>,
): Pipeline["snapshot"] {
  let turn = 0;
  const lanes = createLanes<Read, void>({
    lanes: LANES,
    batchMax: READS_A_SNAPSHOT,
    queueMax: READS_WAITING,
    async runBatch(reads) {
      await inSnapshot(reads);
      return reads.map(() => ({ result: undefined }));
    },
    full: () =>
      fail("unavailable", "Very many people are catching up at this moment. Try again shortly.", {
        retryInMs: 2_000,
      }),
  });
  return async (read) => {
    const found: { result: Awaited<ReturnType<typeof read>> }[] = [];
    await lanes.add(String(turn++), async (ask) => void found.push({ result: await read(ask) }));
    const last = found.at(-1);
    if (!last) throw new Error("A snapshot forgot one of its reads");
    return last.result;
  };
}
