import { asId, type MessageView } from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";
import type { Later, Outcome } from "../database/lanes.ts";
import type { Ask } from "../database/pipeline.ts";
import { type Committed, type DecidedBatch, inTwoTrips } from "../database/transaction.ts";
import { Failure } from "../failure.ts";
import { conversationRoom, type Room } from "../realtime/rooms.ts";
import { decide, type Plan } from "./decide-send.ts";
import { toMessageView } from "./message-view.ts";
import { type ConversationFacts, readSendFacts, type SendFacts } from "./send-facts.ts";
import type { SendJob } from "./send-job.ts";
import { writeMessages } from "./write-messages.ts";

/**
 * Sends many messages in one transaction: the rooms are locked in the order of their ids, then everything that decides
 * is read by younger statements, then the new ones are numbered, inserted and told. A refusal concerns its own job.
 */
export function sendBatch(
  publishing: Parameters<typeof inTwoTrips>[0],
  jobs: readonly SendJob[],
  later: Later,
): Promise<readonly Outcome<MessageView>[]> {
  return inTwoTrips(publishing, (ask) => decideBatch(ask, jobs), later);
}

async function decideBatch(ask: Ask, jobs: readonly SendJob[]): Promise<DecidedBatch<MessageView>> {
  const facts = await readSendFacts(ask, jobs);
  const plan: Plan = { drafts: new Map(), counts: new Map() };
  const decisions = jobs.map((job) => attempt(() => decide(job, facts, plan)));
  const drafts = [...plan.drafts.values()];
  const views = new Map(drafts.map((draft) => [draft.id, toMessageView(draft)]));
  return {
    result: decisions.map((decision) => toView(decision, views)),
    writes: drafts.length > 0 ? [writeMessages(drafts)] : [],
    rooms: toldRooms(facts, plan, views),
  };
}

function attempt<Result>(decideOne: () => Result): Outcome<Result> {
  try {
    return { result: decideOne() };
  } catch (error) {
    if (error instanceof Failure) return { error };
    throw error;
  }
}

function toView(
  decision: Outcome<Message>,
  views: ReadonlyMap<string, MessageView>,
): Outcome<MessageView> {
  if ("error" in decision) return decision;
  return { result: views.get(decision.result.id) ?? toMessageView(decision.result) };
}

/** What each room sees of the new messages, in their order. */
function toldRooms(
  { conversations }: SendFacts,
  { drafts, counts }: Plan,
  views: ReadonlyMap<string, MessageView>,
): Committed["rooms"] {
  const rooms: Committed["rooms"] = new Map();
  for (const [id, count] of counts) {
    const conversation = conversations.get(id);
    if (!conversation) continue;
    const { clock: from } = conversation;
    rooms.set(id, { room: roomOf(conversation), from, to: from + count, changes: [] });
  }
  for (const { id, conversationId } of drafts.values()) {
    const data = views.get(id);
    if (data) rooms.get(conversationId)?.changes.push({ kind: "message", data });
  }
  return rooms;
}

function roomOf({ id, workspaceId, kind }: ConversationFacts): Room {
  return conversationRoom({ id: asId(id), workspaceId: asId(workspaceId), kind });
}
