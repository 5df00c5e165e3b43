import { canMentionEveryone, isAtLeast } from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";
import { fail, notFound } from "../failure.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type ConversationFacts, keyOf, type SendFacts, type Standing } from "./send-facts.ts";
import type { SendJob } from "./send-job.ts";

/** What a batch is going to write: the messages by id, and of each conversation how many. */
export interface Plan {
  drafts: Map<string, Message>;
  counts: Map<string, number>;
}

/**
 * What becomes of one message, by facts alone: a retry gets what is stored or about to be, and a new one becomes the
 * next draft of its conversation. Throws the refusal.
 */
export function decide(job: SendJob, facts: SendFacts, plan: Plan): Message {
  const { input, caller } = job;
  const standing = facts.standings.get(keyOf(input.conversationId, caller.sessionId));
  if (!standing) throw fail("unauthenticated", "Your session has ended. Sign in again.");
  const conversation = facts.conversations.get(input.conversationId);
  if (!standing.seated || conversation?.workspaceId !== caller.workspaceId) {
    throw notFound("conversation");
  }
  const fingerprint = fingerprintOf(input.text);
  const known = facts.stored.get(input.id) ?? plan.drafts.get(input.id);
  if (known) {
    requireSame(known, job, fingerprint);
    return known;
  }
  requireMayPost(conversation, standing);
  if (facts.named.get(job)?.everyone && !canMentionEveryone(standing.role)) {
    throw fail("forbidden", "Guests can't mention everyone. Remove @channel or @here.");
  }
  const count = (plan.counts.get(conversation.id) ?? 0) + 1;
  const draft = {
    ...toDraft(job, conversation, facts),
    fingerprint,
    ...placeOf(conversation, count),
  };
  plan.counts.set(conversation.id, count);
  plan.drafts.set(draft.id, draft);
  return draft;
}

/** The same id with other content is refused. */
function requireSame(
  known: Pick<Message, "authorId" | "conversationId" | "fingerprint">,
  { caller, input }: SendJob,
  fingerprint: string,
): void {
  const same =
    known.authorId === caller.userId &&
    known.conversationId === input.conversationId &&
    known.fingerprint === fingerprint;
  if (!same) throw fail("conflict", "Another message already has this id.", { field: "id" });
}

function requireMayPost(
  { archived, general, postInGeneral }: ConversationFacts,
  { role }: Standing,
): void {
  if (archived) throw fail("conflict", "This channel is archived: it can be read, not written.");
  if (general && postInGeneral === "admins" && !isAtLeast(role, "admin")) {
    throw fail("forbidden", "Only admins write in this channel.");
  }
}

/** The place of a batch's nth message of a conversation. */
function placeOf(
  { lastSeq, clock }: ConversationFacts,
  nth: number,
): Pick<Message, "seq" | "tick"> {
  return { seq: lastSeq + nth, tick: clock + nth };
}

function toDraft(
  job: SendJob,
  { id: conversationId, workspaceId }: ConversationFacts,
  { named, present, now }: SendFacts,
): Omit<Message, "seq" | "tick" | "fingerprint"> {
  const mentions = named.get(job);
  return {
    id: job.input.id,
    workspaceId,
    conversationId,
    authorId: job.caller.userId,
    kind: "text",
    text: job.input.text,
    system: null,
    mentionedUserIds: (mentions?.userIds ?? []).filter((userId) =>
      present.has(keyOf(conversationId, userId)),
    ),
    mentionsEveryone: Boolean(mentions?.everyone),
    createdAt: now,
    editedAt: null,
    deletedAt: null,
  };
}
