import type { Deployment } from "../contract.ts";
import type { Evidence, Goal, GoalRun, Limit, Measure } from "./goal.ts";

/** What one run showed of one goal. */
export interface GoalRow {
  goal: string;
  promise: string;
  run: string;
  deployment: Deployment;
  seed: number;
  isFine: boolean;
  /** Messages that were acknowledged in the whole run; null for a run that came to no end. */
  acked: number | null;
  figures: FigureRow[];
  /** The properties that were violated in the run, and how often. */
  broken: string[];
}

export interface FigureRow {
  name: string;
  /** Null where nothing could be measured. */
  value: number | null;
  unit: "ms" | "%" | null;
  limit: Limit;
  isFine: boolean;
}

/** Which run it was. */
export interface RunName {
  run: GoalRun;
  deployment: Deployment;
  seed: number;
}

/** Holds a finished run against each of its goals; null stands for a run that came to no end. */
export function judgeGoals(
  { run, deployment, seed }: RunName,
  evidence: Evidence | null,
): GoalRow[] {
  return run.goals.map((goal) => {
    const { figures, broken } = evidence ? judgeGoal(goal, evidence) : { figures: [], broken: [] };
    return {
      ...{ goal: goal.name, promise: goal.promise, run: run.name, deployment, seed },
      isFine: evidence?.verdict.ok === true && figures.every(({ isFine }) => isFine),
      acked: evidence?.verdict.figures.acked ?? null,
      ...{ figures, broken },
    };
  });
}

function judgeGoal({ figures }: Goal, evidence: Evidence) {
  const violated = evidence.verdict.properties.filter(({ violations }) => violations > 0);
  return {
    figures: figures.map((measure) => toFigure(measure, evidence)),
    broken: violated.map(({ name, violations }) => `${name} (${violations})`),
  };
}

function toFigure({ name, unit, limit, read }: Measure, evidence: Evidence): FigureRow {
  const value = read(evidence);
  return {
    ...{ name, value, unit: unit ?? null, limit },
    isFine: value !== null && isWithin(value, limit),
  };
}

function isWithin(value: number, limit: Limit): boolean {
  return "atMost" in limit ? value <= limit.atMost : value >= limit.atLeast;
}

/** A line for each goal and deployment with the worst figure of all seeds; for a person at a terminal. */
export function goalTable(rows: readonly GoalRow[]): string {
  const lines = Map.groupBy(rows, ({ goal, deployment }) => `${goal} ${deployment}`);
  return [...lines.values()].map(inOneLine).join("\n");
}

function inOneLine(rows: readonly GoalRow[]): string {
  const [first] = rows;
  if (!first) return "";
  const seeds = rows.map(({ seed, isFine }) => `${seed}${isFine ? "" : "✗"}`).join(" ");
  const acked = rows.reduce((sum, row) => sum + (row.acked ?? 0), 0);
  return [
    `  ${rows.every(({ isFine }) => isFine) ? "✓" : "✗"} ${first.goal.padEnd(4)} ${first.deployment}`,
    `seeds ${seeds}`,
    `${acked.toLocaleString("en")} acknowledged in all`,
    ...worstFigures(rows).map(figureInWords),
    ...rows.flatMap(complaintsOf),
  ].join("; ");
}

function complaintsOf({ seed, acked, broken }: GoalRow): string[] {
  if (acked === null) return [`seed ${seed} came to no end`];
  return broken.length > 0 ? [`seed ${seed} broke ${broken.join(", ")}`] : [];
}

function worstFigures(rows: readonly GoalRow[]): FigureRow[] {
  const byName = Map.groupBy(
    rows.flatMap(({ figures }) => figures),
    ({ name }) => name,
  );
  return [...byName.values()].flatMap((figures) => figures.toSorted(worstFirst)[0] ?? []);
}

function worstFirst(one: FigureRow, other: FigureRow): number {
  if (one.value === null || other.value === null) return one.value === null ? -1 : 1;
  return "atMost" in one.limit ? other.value - one.value : one.value - other.value;
}

function figureInWords({ name, value, unit, limit }: FigureRow): string {
  const inUnit = (amount: number) =>
    `${amount.toLocaleString("en", { maximumFractionDigits: 2 })}${unit ? ` ${unit}` : ""}`;
  const shown = value === null ? "nothing to measure" : inUnit(value);
  const bound = "atMost" in limit ? `≤ ${inUnit(limit.atMost)}` : `≥ ${inUnit(limit.atLeast)}`;
  return `${name} ${shown} (${bound})`;
}
