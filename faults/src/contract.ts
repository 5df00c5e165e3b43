import type { ClientLine } from "./history-lines.ts";

/** What the two halves of the harness know of each other: who breaks the site, and who uses it and judges. */

/** The site as a stranger sees it, plus its database, where the truth is read. */
export interface SiteView {
  /** One address a node, each through that node's fault proxy; they stay the same over restarts. */
  urls: string[];
  /** The site's one public address: what a browser would send as `Origin` to any of the nodes. */
  origin: string;
  /** PostgreSQL itself, past every proxy; it may be away while a fault lasts. */
  databaseUrl: string;
}

/** How much is done by how many; the seed decides who does what. */
export interface LoadPlan {
  site: SiteView;
  seed: number;
  history: History;
  /** How many people; some of them use two devices. */
  clients: number;
  channels: number;
  messagesPerSecond: number;
}

/** People at work, from the moment `startLoad` resolves (all have signed up and are connected). */
export interface Load {
  /** For the progress line. */
  progress(): LoadProgress;
  /** Stops writing and waits until every outbox is empty and every view has caught up. */
  quiesce(patience: { timeoutMs: number }): Promise<Settled>;
  /** Writes down what every device shows; with many of them that takes its time. */
  noteViews(): void;
  /** Makes `count` connected clients stop reading their sockets for `ms`. */
  stallReaders(count: number, ms: number): void;
  /** Ends `count` sessions from outside; their people sign in again. Resolves once the server has agreed. */
  revokeSessions(count: number): Promise<void>;
  /** Removes or adds `count` people somewhere, and lets others join and leave. */
  churn(count: number): Promise<void>;
  /** Has `count` messages written, each to two nodes at the same moment; resolves when all have their answers. */
  writeTwice(count: number): Promise<void>;
  /** Closes everything; the history holds nothing more of the load afterwards. */
  stop(): Promise<void>;
}

export interface LoadProgress {
  acked: number;
  /** Commands that wait for their answer or for their next try. */
  waiting: number;
  deliveries: number;
  connected: number;
}

export interface Settled {
  /** Whether all outboxes emptied and all views caught up in time. */
  settled: boolean;
  tookMs: number;
  /** Who was still behind, in words; empty when settled. */
  behind: string[];
}

export type StartLoad = (plan: LoadPlan) => Promise<Load>;

/** Where everyone writes down what happens, in the order in which it happens; one JSON object a line. */
export interface History {
  file: string;
  /** Adds the times and appends the line. */
  write(line: HistoryLine): void;
  /** Resolves when everything written is in the file. */
  close(): Promise<void>;
}

/** A line as it stands in the file. */
export type Written<Line> = Line & {
  /** Milliseconds since the history began, by a clock that never jumps. */
  at: number;
  /** What the wall clock said, in milliseconds since 1970. */
  wall: number;
};

export type HistoryLine = RunLine | FaultLine | SiteLine | ClientLine;

/** The frame of a run. */
export type RunLine =
  | {
      type: "run";
      seed: number;
      deployment: Deployment;
      clients: number;
      channels: number;
      sabotage: string | null;
    }
  /** `healed`: the last fault is over, everything has to come right from here on. */
  | { type: "phase"; phase: "load" | "faults" | "healed" | "quiesced" }
  | ({ type: "settled" } & Settled)
  /** The harness itself stood still until now; what people waited for meanwhile may have been there long ago. */
  | { type: "late"; tookMs: number }
  /** A figure that a goal's own watch took. */
  | { type: "measured"; name: string; value: number };

export type Deployment = "embedded" | "cluster";

/** What the nemesis does. */
export type FaultLine =
  | {
      type: "fault";
      /** Pairs the fault with its heal. */
      id: number;
      name: string;
      /** The node, link or server it strikes, such as `node-1`, `client-node-1`, `postgres`, `redis`. */
      target: string;
      /** How long it is meant to last. */
      plannedMs: number;
      detail: Record<string, string | number | boolean>;
    }
  | { type: "heal"; id: number; name: string; target: string; tookMs: number }
  /** A fault that this machine cannot have, and why. */
  | { type: "left-out"; name: string; reason: string };

/** What the harness sees of the site from outside. */
export type SiteLine =
  | { type: "started"; node: string; pid: number; readyMs: number }
  | {
      type: "ended";
      node: string;
      code: number | null;
      signal: string | null;
      /** Whether the nemesis or the end of the run wanted it; an end that nobody ordered is a violation. */
      ordered: boolean;
      /** The signal that ordered it, and how long ago that was. */
      order?: { signal: string; agoMs: number };
      /** A node may give up while starting, for want of its database; it is started again. */
      phase: "starting" | "serving";
    }
  /** Something in a node's log that must never be there, such as an unhandled rejection. */
  | { type: "complaint"; node: string; text: string }
  /** A line of a node's log that holds what only some may know. */
  | { type: "leak"; node: string; text: string }
  /** Before the first fault, and when everyone has caught up after the last. */
  | ({ type: "memory"; node: string; when: "before" | "after" } & NodeMemory);

/** What a node's own process needs when all garbage has been collected. */
export interface NodeMemory {
  /** What its objects and buffers take. */
  liveBytes: number;
  residentBytes: number;
}

export interface Verdict {
  /** No property was violated. */
  ok: boolean;
  properties: PropertyVerdict[];
  figures: Figures;
  /** Such as a property that found nothing to judge. */
  warnings: string[];
}

export interface PropertyVerdict {
  /** `P1` … `P15`, or a name of its own. */
  name: string;
  /** What it promises, in one sentence. */
  promise: string;
  /** How many things were looked at; nought means that the property says nothing about this run. */
  judged: number;
  violations: number;
  /** The first few, in words, with what is needed to find them in the history. */
  examples: string[];
}

export interface Figures {
  acked: number;
  stored: number;
  deliveries: number;
  /** Milliseconds from the first attempt of a send to its acknowledgement. */
  ackP50Ms: number;
  ackP99Ms: number;
  /** The longest time in which nobody got an acknowledgement. */
  longestStallMs: number;
  /** From the last heal until everyone had caught up. */
  quiesceMs: number;
}

export type Check = (run: {
  historyFile: string;
  databaseUrl: string;
  /** How long everyone may need after the last fault; a minute unless said otherwise. */
  comesRightMs?: number;
}) => Promise<Verdict>;
