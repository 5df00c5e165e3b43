/** What the simulated clients write into the history. Their people are named by user id, their devices `c1`, `c2`, … */
export type ClientLine =
  | SignedInLine
  | ConnectedLine
  | DisconnectedLine
  | SessionEndedLine
  | MalformedLine
  | AskedLine
  | AnsweredLine
  | RefusedLine
  | UnansweredLine
  | DeliveredLine
  | HoleLine
  | HeldLine
  | ViewLine;

/** A device has a session; `session` is the harness's own name for it (`s1`, `s2`, …). */
export interface SignedInLine {
  type: "signed-in";
  client: string;
  user: string;
  session: string;
}

export interface ConnectedLine {
  type: "connected";
  client: string;
  connection: number;
  node: number;
  session: string;
  transport: "websocket" | "polling";
}

/** A connection ended, or could not be made (`refusal`: the server's code, when it gave one). */
export interface DisconnectedLine {
  type: "disconnected";
  client: string;
  connection: number;
  node: number;
  reason: string;
  refusal?: string;
}

/** The server said why it is about to close the socket. */
export interface SessionEndedLine {
  type: "session-ended";
  client: string;
  connection: number;
  code: string;
}

/** Something came that its contract does not know. */
export interface MalformedLine {
  type: "malformed";
  client: string;
  what: string;
  problem: string;
}

/** A command goes out. A retry of a message is another ask with the same `message`. */
export interface AskedLine {
  type: "asked";
  ask: number;
  client: string;
  user: string;
  session: string;
  node: number;
  by: "socket" | "http";
  command: string;
  conversation?: string;
  /** The message's id, for commands about one. */
  message?: string;
  text?: string;
  /** Where a read pointer shall go. */
  seq?: number;
  /** Whom it concerns, where that is not the one who asks. */
  users?: string[];
  /** The sessions that a revocation ends. */
  sessions?: string[];
  /** Tried where it may not be: nobody keeps it or tries again. */
  outside?: true;
}

/** The server agreed. */
export interface AnsweredLine {
  type: "answered";
  ask: number;
  message?: Answered;
  /** Where a read pointer stands now. */
  lastReadSeq?: number;
  page?: { conversation: string; messages: Seen[]; hasOlder: boolean; hasNewer: boolean };
}

/** A message as a command answered with it. */
export interface Answered {
  id: string;
  conversation: string;
  seq: number;
  tick: number;
  text: string;
  deleted: boolean;
}

/** The server said no, and nothing of it may have happened. */
export interface RefusedLine {
  type: "refused";
  ask: number;
  code: string;
}

/** Nobody knows what became of it: no answer, or one that promises nothing (`unavailable`, `internal`). */
export interface UnansweredLine {
  type: "unanswered";
  ask: number;
  reason: string;
}

/** A message as it passed by: id, seq, tick, and 1 for a tombstone. */
export type Seen = [id: string, seq: number, tick: number, deleted: 0 | 1];

/** A person's own side of a conversation as it passed by. */
export type SeenReading = [
  conversation: string,
  lastReadSeq: number,
  tick: number,
  countedClock: number,
  left: 0 | 1,
];

/** What a room's changes brought to a device, live or by catching up. */
export interface DeliveredLine {
  type: "delivered";
  how: "live" | "sync";
  client: string;
  connection: number;
  session: string;
  room: string;
  from: number;
  to: number;
  messages: Seen[];
  /** The ticks of the other changes of a conversation's room (who is in it, its own properties). */
  others: number[];
  readings: SeenReading[];
  reset?: true;
  gone?: true;
}

/** A device missed something that did not come by itself within moments, and asked for it. */
export interface HoleLine {
  type: "hole";
  client: string;
  connection: number;
  room: string;
  /** The clock it had, and the one that it learnt of. */
  known: number;
  heard: number;
  /** What told it. */
  by: "changes" | "clock";
}

/** What a device holds at the end: its epoch and its rooms' clocks. */
export interface HeldLine {
  type: "held";
  client: string;
  user: string;
  epoch: string | null;
  clocks: Record<string, number>;
  /** Conversations that it still shows. */
  conversations: string[];
}

/** What a device shows of one conversation at the end. */
export interface ViewLine {
  type: "view";
  client: string;
  user: string;
  conversation: string;
  /** It shows the timeline from this place on; what lies before was never loaded. */
  fromSeq: number;
  /** In the order in which it shows them. */
  messages: Shown[];
  lastReadSeq: number;
  unread: number;
  mentions: number;
  /** Who it believes is in it and who has left, as far as it was told. */
  participants: { user: string; left: boolean }[];
}

export interface Shown {
  id: string;
  seq: number;
  tick: number;
  author: string;
  text: string;
  edited: boolean;
  deleted: boolean;
}
