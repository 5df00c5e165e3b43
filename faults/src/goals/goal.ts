import type { RunRecord } from "../checker-record.ts";
import type { Deployment, Verdict } from "../contract.ts";
import type { PlannedFault } from "../nemesis-plan.ts";
import type { Meanwhile } from "../run.ts";

/** A run of the harness, and the goals that are judged by it. */
export interface GoalRun {
  /** Short, such as `nodes-killed`. */
  name: string;
  /** What happens, in one sentence. */
  what: string;
  deployments: readonly Deployment[];
  crowd: Crowd;
  /** How long it happens; starting, coming right and judging take a minute or two more. */
  minutes: number;
  schedule(site: { seed: number; deployment: Deployment; minutes: number }): PlannedFault[];
  /** What is done or watched beside the faults. */
  meanwhile?: Meanwhile;
  /** Settings of the nodes beyond the usual. */
  env?: Record<string, string>;
  goals: readonly Goal[];
}

/** Who is at work, and how much they write. */
export interface Crowd {
  clients: number;
  channels: number;
  messagesPerSecond: number;
}

/** The load under which every goal is judged unless its run says otherwise. */
export const usualCrowd: Crowd = { clients: 200, channels: 50, messagesPerSecond: 50 };

/** A promise with figures. It holds when all its figures do, and no property of the run was violated. */
export interface Goal {
  /** `G2`, as the project's quality goals count them. */
  name: string;
  /** What is promised, in one sentence. */
  promise: string;
  figures: readonly Measure[];
}

/** One figure that a run shows, and where it must stay. */
export interface Measure {
  /** In product words: "acknowledged and missing". */
  name: string;
  unit?: "ms" | "%";
  limit: Limit;
  /** Null where the run had nothing to measure, which is no proof. */
  read(evidence: Evidence): number | null;
}

export type Limit = { atMost: number } | { atLeast: number };

/** What a finished run is judged by. */
export interface Evidence {
  record: RunRecord;
  verdict: Verdict;
}
