import type { Truth } from "./checker-truth.ts";
import type { FaultLine, HistoryLine, RunLine, SiteLine, Written } from "./contract.ts";
import type {
  AnsweredLine,
  AskedLine,
  ConnectedLine,
  DeliveredLine,
  DisconnectedLine,
  HeldLine,
  RefusedLine,
  SessionEndedLine,
  SignedInLine,
  UnansweredLine,
  ViewLine,
} from "./history-lines.ts";

/** A command together with what became of it; `open` when the history ends before. */
export interface Attempt extends Written<AskedLine> {
  outcome: "answered" | "refused" | "unanswered" | "open";
  endedAt: number;
  answer: AnsweredLine | null;
  /** Why not, for those that were refused or not answered. */
  why: string;
}

/** All that the properties judge: what the devices noted, and what the database holds. */
export interface RunRecord {
  attempts: Attempt[];
  deliveries: Written<DeliveredLine>[];
  held: HeldLine[];
  views: ViewLine[];
  signIns: Written<SignedInLine>[];
  connections: Written<ConnectedLine>[];
  disconnections: Written<DisconnectedLine>[];
  sessionEnds: Written<SessionEndedLine>[];
  malformed: { client: string; what: string; problem: string }[];
  faults: Disturbance[];
  /** When people began to write. */
  loadAt: number;
  /** When the last fault was over, or writing stopped; and when everyone had caught up. */
  healedAt: number | null;
  settled: Written<Extract<RunLine, { type: "settled" }>> | null;
  memory: Written<Extract<SiteLine, { type: "memory" }>>[];
  processes: Written<Extract<SiteLine, { type: "started" | "ended" }>>[];
  measured: Written<Extract<RunLine, { type: "measured" }>>[];
  /** When the harness itself stood still. */
  late: { from: number; to: number }[];
  firstFaultAt: number | null;
  truth: Truth;
}

/** A fault with its end; one that never healed lasts to the end of the run. */
export interface Disturbance {
  name: string;
  target: string;
  from: number;
  to: number;
}

/** Puts the lines of a history together. */
export function createRecord(lines: readonly Written<HistoryLine>[], truth: Truth): RunRecord {
  const attempts = pairAttempts(lines);
  const faults = pairFaults(lines);
  const of = <Type extends HistoryLine["type"]>(type: Type) =>
    lines.filter(
      (line): line is Written<Extract<HistoryLine, { type: Type }>> => line.type === type,
    );
  const phases = of("phase");
  return {
    attempts,
    deliveries: of("delivered"),
    held: of("held"),
    views: of("view"),
    signIns: of("signed-in"),
    connections: of("connected"),
    disconnections: of("disconnected"),
    sessionEnds: of("session-ended"),
    malformed: of("malformed"),
    faults,
    loadAt: phases.find(({ phase }) => phase === "load")?.at ?? 0,
    healedAt: phases.findLast(({ phase }) => phase === "healed")?.at ?? null,
    settled: of("settled").at(-1) ?? null,
    memory: of("memory"),
    processes: lines.filter((line) => line.type === "started" || line.type === "ended"),
    measured: of("measured"),
    late: of("late").map(({ at, tookMs }) => ({ from: at - tookMs, to: at })),
    firstFaultAt: faults[0]?.from ?? null,
    truth,
  };
}

type OutcomeLine = Written<AnsweredLine | RefusedLine | UnansweredLine>;

function pairAttempts(lines: readonly Written<HistoryLine>[]): Attempt[] {
  const outcomes = new Map<number, OutcomeLine>();
  for (const line of lines) if (isOutcome(line)) outcomes.set(line.ask, line);
  const end = lines.at(-1)?.at ?? 0;
  return lines
    .filter((line) => line.type === "asked")
    .map((asked) => toAttempt(asked, outcomes.get(asked.ask), end));
}

function isOutcome(line: Written<HistoryLine>): line is OutcomeLine {
  return line.type === "answered" || line.type === "refused" || line.type === "unanswered";
}

function toAttempt(asked: Written<AskedLine>, line: OutcomeLine | undefined, end: number): Attempt {
  const endedAt = line?.at ?? end;
  switch (line?.type) {
    case "answered":
      return { ...asked, outcome: "answered", endedAt, answer: line, why: "" };
    case "refused":
      return { ...asked, outcome: "refused", endedAt, answer: null, why: line.code };
    case "unanswered":
      return { ...asked, outcome: "unanswered", endedAt, answer: null, why: line.reason };
    default:
      return { ...asked, outcome: "open", endedAt, answer: null, why: "the history ends" };
  }
}

function pairFaults(lines: readonly Written<HistoryLine>[]): Disturbance[] {
  const heals = new Map<number, Written<Extract<FaultLine, { type: "heal" }>>>();
  for (const line of lines) if (line.type === "heal") heals.set(line.id, line);
  return lines
    .filter((line) => line.type === "fault")
    .map(({ id, name, target, at }) => ({
      ...{ name, target, from: at },
      to: heals.get(id)?.at ?? Number.POSITIVE_INFINITY,
    }));
}
