import { asId, type MessageView } from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";
import type { Outcome } from "../database/lanes.ts";
import type { Tx } from "../database/transaction.ts";
import { Failure } from "../failure.ts";
import { conversationRoom, type Room } from "../realtime/rooms.ts";
import { decide, type Plan } from "./decide-send.ts";
import { toMessageView } from "./message-view.ts";
import { readSendFacts } from "./send-facts.ts";
import type { Draft, SendJob } from "./send-job.ts";
import { writeMessages } from "./write-messages.ts";

/**
 * Sends many messages in one transaction: the rooms are locked in the order of their ids, then everything that decides
 * is read by a younger statement, then the new ones are numbered, inserted and told. A refusal concerns its own job.
 */
export async function sendBatch(tx: Tx, jobs: readonly SendJob[]): Promise<Outcome<MessageView>[]> {
  const facts = await readSendFacts(tx.db, jobs);
  const plan: Plan = { drafts: new Map(), ends: new Map() };
  const decisions = jobs.map((job) => attempt(() => decide(job, facts, plan)));
  const sent = await insert(tx, [...plan.drafts.values()]);
  return decisions.map((decision) => {
    if ("error" in decision) return decision;
    const message = decision.result.stored ?? sent.get(decision.result.id);
    return message
      ? { result: toMessageView(message) }
      : { error: new Error("A message was decided and not written") };
  });
}

function attempt<Result>(decideOne: () => Result): Outcome<Result> {
  try {
    return { result: decideOne() };
  } catch (error) {
    if (error instanceof Failure) return { error };
    throw error;
  }
}

/** Numbers the drafts of each room, writes them all with one statement, and tells the rooms. */
async function insert(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, Message>> {
  if (drafts.length === 0) return new Map();
  const rooms = Map.groupBy(drafts, ({ conversationId }) => conversationId);
  const clocks = await tx.tickMany(
    [...rooms.values()].map((inRoom) => ({ room: roomOf(inRoom), by: inRoom.length })),
  );
  const numbered = [...rooms].flatMap(([conversationId, inRoom]) => {
    const before = (clocks.get(conversationId) ?? 0) - inRoom.length;
    return inRoom.map((draft, index) => ({ ...draft, tick: before + index + 1 }));
  });
  const written = await writeMessages(tx.db, numbered);
  for (const [conversationId, inRoom] of rooms) {
    const room = roomOf(inRoom);
    for (const { id } of inRoom) {
      const row = written.get(id);
      if (!row) throw new Error(`A message of ${conversationId} was not written`);
      tx.changed(room, { kind: "message", data: toMessageView(row) });
    }
  }
  return written;
}

function roomOf([draft]: readonly Draft[]): Room {
  if (!draft) throw new Error("A room without a message");
  const { conversationId, workspaceId, conversationKind } = draft;
  return conversationRoom({
    id: asId(conversationId),
    workspaceId: asId(workspaceId),
    kind: conversationKind,
  });
}
