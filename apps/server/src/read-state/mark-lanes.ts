import type { ParticipationView } from "@hallway/protocol";
import { createLanes, type Lanes } from "../database/lanes.ts";
import type { inTwoTrips } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { markBatch } from "./mark-batch.ts";
import type { MarkJob } from "./mark-job.ts";

const LANES = 1;
const BATCH_MAX = 256;
const QUEUE_MAX = 5_000;
const RETRY_IN_MS = 1_000;

export type MarkLanes = Lanes<MarkJob, ParticipationView>;

/** A message that a crowd sees is marked by all of them at once: they share a commit, apart from those of sends. */
export function createMarkLanes(publishing: Parameters<typeof inTwoTrips>[0]): MarkLanes {
  return createLanes<MarkJob, ParticipationView>({
    lanes: LANES,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    runBatch: (jobs, later) => markBatch(publishing, jobs, later),
    full: () =>
      fail("unavailable", "Very many people are reading at this moment. Try again shortly.", {
        retryInMs: RETRY_IN_MS,
      }),
  });
}
