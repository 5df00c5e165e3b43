import type { Attempt, RunRecord } from "../../checker-record.ts";
import type { StoredMessage, StoredParticipant, Truth } from "../../checker-truth.ts";
import type { Written } from "../../contract.ts";
import type { Answered, DeliveredLine, ViewLine } from "../../history-lines.ts";

/** Small runs for the tests of the properties: Ann (device `a1`) and Bob (`b1`) in the channel `tea`. */

export function makeRecord(
  parts: Partial<RunRecord> & { stored?: readonly StoredMessage[] },
): RunRecord {
  const { stored = [], ...rest } = parts;
  return {
    ...{ attempts: [], deliveries: [], held: [], views: [], malformed: [], faults: [], memory: [] },
    ...{
      connections: [],
      disconnections: [],
      sessionEnds: [],
      processes: [],
      measured: [],
      late: [],
    },
    ...{ loadAt: 0, healedAt: null, settled: null, firstFaultAt: null },
    signIns: [
      { type: "signed-in", client: "a1", user: "ann", session: "s1", at: 0, wall: 0 },
      { type: "signed-in", client: "b1", user: "bob", session: "s2", at: 0, wall: 0 },
    ],
    truth: makeTruth(stored),
    ...rest,
  };
}

/** A truth with these messages in the private channel `tea`, and Ann and Bob in it from the start. */
export function makeTruth(
  stored: readonly StoredMessage[],
  participants: readonly Partial<StoredParticipant>[] = [{ user: "ann" }, { user: "bob" }],
): Truth {
  const clock = Math.max(0, ...stored.map(({ tick }) => tick));
  const lastSeq = Math.max(0, ...stored.map(({ seq }) => seq));
  const seats = participants.map((row) => ({
    ...{ conversation: "tea", user: "ann", left: false, lastReadSeq: 0 },
    ...row,
  }));
  return {
    epoch: "first",
    conversations: new Map([
      ["tea", { id: "tea", kind: "channel", private: true, lastSeq, clock }],
    ]),
    messages: new Map(stored.map((message) => [message.id, message])),
    participants: seats,
    heads: new Map(
      seats
        .filter(({ left }) => !left)
        .map(({ user }) => [user, new Map([["channel:tea", clock]])]),
    ),
  };
}

/** A message at its seq, with the same number as tick. */
export function stored(id: string, seq: number, more: Partial<StoredMessage> = {}): StoredMessage {
  return {
    ...{ id, seq, tick: seq, conversation: "tea", author: "ann", kind: "text", text: `[${id}] hi` },
    ...{ edited: false, deleted: false, mentions: { users: [], everyone: false }, event: null },
    ...more,
  };
}

/** A system message: Ann did something to these people. */
export function happened(seq: number, name: string, users: string[] = []): StoredMessage {
  return stored(`event-${seq}`, seq, { kind: "system", text: "", event: { name, users } });
}

let asks = 0;

/** Ann's socket asks; answered after ten milliseconds unless something else is said. */
export function attempt(more: Partial<Attempt> & { at: number; command: string }): Attempt {
  const ask = ++asks;
  const outcome = more.outcome ?? "answered";
  return {
    ...{ type: "asked", ask, client: "a1", user: "ann", session: "s1", node: 0, by: "socket" },
    ...{ wall: more.at, endedAt: more.at + 10, why: "", conversation: "tea" },
    ...{ outcome, answer: outcome === "answered" ? { type: "answered", ask } : null },
    ...more,
  };
}

/** A send of the message as `stored` makes it; `answered` says where the answer differs. */
export function send(
  id: string,
  {
    seq,
    at,
    answered = {},
    ...more
  }: { seq: number; at: number; answered?: Partial<Answered> } & Partial<Attempt>,
): Attempt {
  const text = `[${id}] hi`;
  const message = { id, conversation: "tea", seq, tick: seq, text, deleted: false, ...answered };
  const sent = attempt({ at, command: "message:send", message: id, text, ...more });
  return sent.answer ? { ...sent, answer: { ...sent.answer, message } } : sent;
}

/** A page of `tea` that was answered with these. */
export function page(
  at: number,
  messages: DeliveredLine["messages"],
  more: Partial<Attempt> & { hasNewer?: boolean } = {},
): Attempt {
  const { hasNewer = false, ...rest } = more;
  const read = attempt({ at, command: "message:list", ...rest });
  const shown = { conversation: "tea", messages, hasOlder: false, hasNewer };
  return { ...read, answer: { type: "answered", ask: read.ask, page: shown } };
}

/** The room of `tea` told Bob's device something live; the clock before and after as the ticks say. */
export function delivered(
  at: number,
  messages: DeliveredLine["messages"],
  more: Partial<DeliveredLine> = {},
): Written<DeliveredLine> {
  const ticks = messages.map(([, , tick]) => tick);
  return {
    ...{ type: "delivered", how: "live", client: "b1", connection: 1, session: "s2", at, wall: at },
    ...{ room: "channel:tea", from: Math.min(...ticks) - 1, to: Math.max(...ticks) },
    ...{ messages, others: [], readings: [] },
    ...more,
  };
}

/** Bob's last view of `tea`: these messages, from the first one on. */
export function view(messages: readonly StoredMessage[], more: Partial<ViewLine> = {}): ViewLine {
  return {
    ...{ type: "view", client: "b1", user: "bob", conversation: "tea", fromSeq: 1 },
    messages: messages.map(({ id, seq, tick, author, text, edited, deleted }) => ({
      ...{ id, seq, tick, author, text, edited, deleted },
    })),
    ...{ lastReadSeq: 0, unread: messages.length, mentions: 0, participants: [] },
    ...more,
  };
}
