import type { Attempt, RunRecord } from "../checker-record.ts";

/** A promise, and how a run is held against it. Pure: the same record gives the same finding. */
export interface Property {
  /** `P1` … `P15`, as the project's quality goals count them. */
  name: string;
  /** What is promised, in one sentence. */
  promise: string;
  judge(record: RunRecord): Finding;
}

export interface Finding {
  /** How many things were looked at; nought says nothing about the run. */
  judged: number;
  /** Each in words, with what is needed to find it in the history. */
  violations: string[];
}

/** Every send that was asked, whatever became of it. */
export function sendsOf({ attempts }: RunRecord): Attempt[] {
  return attempts.filter(({ command }) => command === "message:send");
}

/** Attempts by the message that they are about. */
export function byMessage(attempts: readonly Attempt[]): Map<string, Attempt[]> {
  return Map.groupBy(
    attempts.filter(({ message }) => message !== undefined),
    ({ message = "" }) => message,
  );
}

/** Judges one thing after the other; each gives its violations. */
export function judgeEach<Thing>(
  things: Iterable<Thing>,
  violationsOf: (thing: Thing) => readonly string[],
): Finding {
  const finding: Finding = { judged: 0, violations: [] };
  for (const thing of things) {
    finding.judged++;
    finding.violations.push(...violationsOf(thing));
  }
  return finding;
}

export function join(...findings: readonly Finding[]): Finding {
  return {
    judged: findings.reduce((sum, { judged }) => sum + judged, 0),
    violations: findings.flatMap(({ violations }) => violations),
  };
}
