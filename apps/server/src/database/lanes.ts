import { setImmediate as nextTurn } from "node:timers/promises";
import { isDatabaseAway } from "./database-away.ts";

/**
 * Group commit: jobs that arrive while their lane is busy wait and then go together in one batch, so a lone job pays
 * nothing and a crowd pays one commit. Jobs of one key keep their order.
 */
export interface Lanes<Job, Result> {
  /** Resolves or rejects with what became of this one job. Throws at once what `full` makes when the lane is full. */
  add(key: string, job: Job): Promise<Result>;
  /** How many jobs wait for their batch, in all lanes together. */
  waiting(): number;
}

/** What a batch made of one of its jobs. */
export type Outcome<Result> = { result: Result } | { error: unknown };

/** Takes what shall be done when every job of the batch has heard its outcome. */
export type Later = (run: () => void) => void;

export interface LaneOptions<Job, Result> {
  lanes: number;
  /** The most jobs in one batch, and the most that wait in one lane. */
  batchMax: number;
  queueMax: number;
  /** What a job weighs, and the most that a batch may weigh: all it brings to a room travels as one event. */
  weight?: { of(job: Job): number; max: number };
  /** All jobs in one transaction, an outcome for each in their order. If it throws, each job is tried alone. */
  runBatch(jobs: readonly Job[], later: Later): Promise<readonly Outcome<Result>[]>;
  full(): Error;
}

interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

interface Lane<Job, Result> {
  queue: Waiting<Job, Result>[];
  busy: boolean;
}

/** The most that a batch waits for a crowd to arrive; the commit that follows takes as long. */
const GATHER_MS = 2;

export function createLanes<Job, Result>(options: LaneOptions<Job, Result>): Lanes<Job, Result> {
  const { lanes: count, queueMax, full } = options;
  const lanes = Array.from(
    { length: count },
    (): Lane<Job, Result> => ({ queue: [], busy: false }),
  );
  return {
    add(key, job) {
      const lane = lanes[hash(key) % count];
      if (!lane || lane.queue.length >= queueMax) throw full();
      return new Promise((resolve, reject) => {
        lane.queue.push({ job, resolve, reject });
        if (!lane.busy) void drain(options, lane);
      });
    },
    waiting: () => lanes.reduce((sum, { queue }) => sum + queue.length, 0),
  };
}

async function drain<Job, Result>(
  options: LaneOptions<Job, Result>,
  lane: Lane<Job, Result>,
): Promise<void> {
  lane.busy = true;
  while (lane.queue.length > 0) {
    await gather(options, lane);
    await settle(options, lane.queue.splice(0, countOfBatch(options, lane)), lane);
  }
  lane.busy = false;
}

/** A turn of the event loop reads every socket: while each brings more jobs, the batch is not yet whole. */
async function gather<Job, Result>(
  { batchMax }: LaneOptions<Job, Result>,
  { queue }: Lane<Job, Result>,
): Promise<void> {
  const latest = performance.now() + GATHER_MS;
  for (let seen = 0; seen < queue.length && queue.length < batchMax; ) {
    if (performance.now() > latest) return;
    seen = queue.length;
    await nextTurn();
  }
}

/** How many of those who wait go together; a job that is too heavy goes alone. */
function countOfBatch<Job, Result>(
  { batchMax, weight }: LaneOptions<Job, Result>,
  { queue }: Lane<Job, Result>,
): number {
  if (!weight) return batchMax;
  let sum = 0;
  const over = queue.slice(0, batchMax).findIndex(({ job }) => {
    sum += weight.of(job);
    return sum > weight.max;
  });
  return over < 0 ? batchMax : Math.max(1, over);
}

/**
 * One bad job cannot poison its neighbours. A database that is away is not asked once more for each of them, and those
 * that still wait hear at once that it is.
 */
async function settle<Job, Result>(
  options: LaneOptions<Job, Result>,
  batch: readonly Waiting<Job, Result>[],
  lane: Lane<Job, Result>,
): Promise<void> {
  const afterwards: (() => void)[] = [];
  try {
    const jobs = batch.map(({ job }) => job);
    const outcomes = await options.runBatch(jobs, (run) => afterwards.push(run));
    for (const [index, waiting] of batch.entries()) answer(waiting, outcomes[index]);
  } catch (error) {
    if (isDatabaseAway(error)) {
      for (const { reject } of [...batch, ...lane.queue.splice(0)]) reject(error);
    } else if (batch.length === 1) {
      for (const { reject } of batch) reject(error);
    } else {
      for (const waiting of batch) await settle(options, [waiting], lane);
    }
    return;
  }
  if (afterwards.length === 0) return;
  await nextTurn();
  for (const run of afterwards) run();
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
