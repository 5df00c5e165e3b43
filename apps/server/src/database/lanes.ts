import { isDatabaseAway } from "./database-away.ts";

/**
 * Group commit: jobs that arrive while their lane is busy wait and then go together in one batch, so a lone job pays
 * nothing and a crowd pays one commit. Jobs of one key keep their order.
 */
export interface Lanes<Job, Result> {
  /** Resolves or rejects with what became of this one job. Throws at once what `full` makes when the lane is full. */
  add(key: string, job: Job): Promise<Result>;
}

/** What a batch made of one of its jobs. */
export type Outcome<Result> = { result: Result } | { error: unknown };

export interface LaneOptions<Job, Result> {
  lanes: number;
  /** The most jobs in one batch, and the most that wait in one lane. */
  batchMax: number;
  queueMax: number;
  /** All jobs in one transaction, an outcome for each in their order. If it throws, each job is tried alone. */
  runBatch(jobs: readonly Job[]): Promise<Outcome<Result>[]>;
  full(): Error;
}

interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export function createLanes<Job, Result>(options: LaneOptions<Job, Result>): Lanes<Job, Result> {
  const { lanes: count, batchMax, queueMax, full } = options;
  const lanes = Array.from({ length: count }, () => ({
    queue: [] as Waiting<Job, Result>[],
    busy: false,
  }));

  async function drain(lane: (typeof lanes)[number]): Promise<void> {
    lane.busy = true;
    while (lane.queue.length > 0) await settle(options, lane.queue.splice(0, batchMax));
    lane.busy = false;
  }

  return {
    add(key, job) {
      const lane = lanes[hash(key) % count];
      if (!lane || lane.queue.length >= queueMax) throw full();
      return new Promise((resolve, reject) => {
        lane.queue.push({ job, resolve, reject });
        if (!lane.busy) void drain(lane);
      });
    },
  };
}

/** One bad job cannot poison its neighbours; a database that is away answers all of them at once. */
async function settle<Job, Result>(
  { runBatch }: Pick<LaneOptions<Job, Result>, "runBatch">,
  batch: readonly Waiting<Job, Result>[],
): Promise<void> {
  try {
    const outcomes = await runBatch(batch.map(({ job }) => job));
    for (const [index, waiting] of batch.entries()) answer(waiting, outcomes[index]);
  } catch (error) {
    if (batch.length === 1 || isDatabaseAway(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const waiting of batch) await settle({ runBatch }, [waiting]);
  }
}

function answer<Job, Result>(
  { resolve, reject }: Waiting<Job, Result>,
  outcome: Outcome<Result> | undefined,
): void {
  if (!outcome) reject(new Error("A batch forgot one of its jobs"));
  else if ("error" in outcome) reject(outcome.error);
  else resolve(outcome.result);
}

/** FNV-1a, 32 bit (Fowler, Noll, Vo): spreads keys over lanes. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
