import type { MessageView } from "@hallway/protocol";
import { createLanes, type Lanes } from "../database/lanes.ts";
import type { inTwoTrips } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { sendBatch } from "./send-batch.ts";
import type { SendJob } from "./send-job.ts";

type Sending = Parameters<typeof inTwoTrips>[0] & { metrics: Pick<Metrics, "batchEnded"> };

/** Few lanes are faster than many: each is a connection, and PostgreSQL shares this machine. */
const LANES = 2;
const BATCH_MAX = 256;
const QUEUE_MAX = 2_000;
/** Characters of text: one event to a room stays far below what a connection may hold back (realtime/watchdog.ts). */
const BATCH_TEXT_MAX = 250_000;
const RETRY_IN_MS = 1_000;

export type SendLanes = Lanes<SendJob, MessageView>;

/** All sends of a conversation share a lane, and all that arrive during its commit share the next one. */
export function createSendLanes({ metrics, ...publishing }: Sending): SendLanes {
  return createLanes<SendJob, MessageView>({
    lanes: LANES,
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    weight: { of: ({ input }) => input.text.length, max: BATCH_TEXT_MAX },
    async runBatch(jobs, later) {
      const started = performance.now();
      let outcome: "committed" | "failed" = "failed";
      try {
        const outcomes = await sendBatch(publishing, jobs, later);
        outcome = "committed";
        return outcomes;
      } finally {
        metrics.batchEnded(outcome, jobs.length, performance.now() - started);
      }
    },
    full: () =>
      fail("unavailable", "Very many messages are on their way. Yours will be sent in a moment.", {
        retryInMs: RETRY_IN_MS,
      }),
  });
}
