import type { MessageView } from "@hallway/protocol";

/** Messages without a gap: the seq of each is one more than that of the one before. */
export type Run = readonly MessageView[];

/**
 * What is held of a conversation's messages. A seq is dense, so a gap shows by itself and no window can lie: every
 * run is complete between its ends.
 */
export interface HeldTimeline {
  /** In order, none touching the next. */
  runs: readonly Run[];
  /** A seq of the run at the live end (0: the conversation was empty); null when the end was never loaded. */
  tail: number | null;
  /** Pages read before this clock are stale: something newer was held and dropped. */
  staleBefore: number;
  /** Up to this clock changes may have passed unheard, so counts made before it are void. */
  resetAt: number;
}

export const emptyTimeline: HeldTimeline = { runs: [], tail: null, staleBefore: 0, resetAt: 0 };

const emptyRun: Run = [];

/** Holds a message, unless a newer version of it is held. */
export function holdMessage(timeline: HeldTimeline, message: MessageView): HeldTimeline {
  const { runs } = timeline;
  const index = runs.findIndex((run) => endOf(run) >= message.seq - 1);
  const run = runs[index];
  if (!run || message.seq < startOf(run) - 1) {
    return withRuns(timeline, runs.toSpliced(index < 0 ? runs.length : index, 0, [message]));
  }
  if (message.seq === startOf(run) - 1) {
    return withRuns(timeline, runs.with(index, [message, ...run]));
  }
  if (message.seq > endOf(run)) return append(timeline, index, message);
  const place = message.seq - startOf(run);
  const held = run[place];
  if (held && held.tick >= message.tick) return timeline;
  return withRuns(timeline, runs.with(index, run.with(place, message)));
}

/** The held message of this seq. */
export function messageAt(timeline: HeldTimeline, seq: number): MessageView | undefined {
  const run = runAround(timeline, seq);
  return run?.[seq - startOf(run)];
}

/** The held message of this id. */
export function messageOf(timeline: HeldTimeline, id: string): MessageView | undefined {
  for (const run of timeline.runs.toReversed()) {
    const message = run.findLast((held) => held.id === id);
    if (message) return message;
  }
  return undefined;
}

/** The unbroken run that a seq is in. */
export function runAround({ runs }: HeldTimeline, seq: number): Run | undefined {
  return runs.find((run) => startOf(run) <= seq && seq <= endOf(run));
}

/** The run at the live end; undefined while that was never loaded. */
export function tailRun(timeline: HeldTimeline): Run | undefined {
  if (timeline.tail === null) return undefined;
  if (timeline.tail > 0) return runAround(timeline, timeline.tail);
  return runAround(timeline, 1) ?? emptyRun;
}

/** The newest seq held. */
export function newestSeq({ runs }: HeldTimeline): number {
  const last = runs.at(-1);
  return last ? endOf(last) : 0;
}

/** The held messages after a seq, in order. */
export function messagesAfter({ runs }: HeldTimeline, seq: number): readonly MessageView[] {
  return runs.flatMap((run) => {
    if (endOf(run) <= seq) return [];
    return startOf(run) > seq ? run : run.slice(seq - startOf(run) + 1);
  });
}

/** How many messages with `after` < seq ≤ `upTo` are held. */
export function countHeld({ runs }: HeldTimeline, after: number, upTo: number): number {
  return runs.reduce((sum, run) => {
    const from = Math.max(startOf(run), after + 1);
    return sum + Math.max(0, Math.min(endOf(run), upTo) - from + 1);
  }, 0);
}

/** How many messages are held in all. */
export function heldSize({ runs }: HeldTimeline): number {
  return runs.reduce((sum, run) => sum + run.length, 0);
}

/** Drops the messages that `keep` does not want, and remembers until when a page may still bring them back. */
export function dropMessages(
  timeline: HeldTimeline,
  { keep, clock }: { keep: (message: MessageView) => boolean; clock: number },
): HeldTimeline {
  const kept = timeline.runs.flat().filter(keep);
  const runs: MessageView[][] = [];
  for (const message of kept) {
    const run = runs.at(-1);
    if (run && endOf(run) === message.seq - 1) run.push(message);
    else runs.push([message]);
  }
  const shorter: HeldTimeline = {
    ...timeline,
    runs,
    staleBefore: Math.max(timeline.staleBefore, clock),
  };
  const tail = tailRun(timeline)?.at(-1)?.seq ?? null;
  return { ...shorter, tail: tail !== null && runAround(shorter, tail) ? tail : null };
}

function append(timeline: HeldTimeline, index: number, message: MessageView): HeldTimeline {
  const { runs } = timeline;
  const run = runs[index] ?? [];
  const next = runs[index + 1];
  if (next && startOf(next) === message.seq + 1) {
    return withRuns(timeline, runs.toSpliced(index, 2, [...run, message, ...next]));
  }
  return withRuns(timeline, runs.with(index, [...run, message]));
}

function withRuns(timeline: HeldTimeline, runs: readonly Run[]): HeldTimeline {
  return { ...timeline, runs };
}

function startOf(run: Run): number {
  return run[0]?.seq ?? Number.POSITIVE_INFINITY;
}

function endOf(run: Run): number {
  return run.at(-1)?.seq ?? 0;
}
