import { canMentionEveryone, isAtLeast } from "@hallway/protocol";
import type { Message } from "../database/generated/client.ts";
import { fail, notFound } from "../failure.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type SeatFacts, type SendFacts, seatKey } from "./send-facts.ts";
import type { Draft, SendJob } from "./send-job.ts";

/** A stored message for a retry, or only the id of one that is now among the drafts. */
export interface Decision {
  id: string;
  stored?: Message;
}

/** What a batch is going to write: the messages by id, and each conversation's end so far. */
export interface Plan {
  drafts: Map<string, Draft>;
  ends: Map<string, number>;
}

/**
 * Whether one message may be sent, by facts alone: a retry answers with what is stored, and a new one becomes the next
 * draft of its conversation. Throws the refusal.
 */
export function decide(job: SendJob, facts: SendFacts, { drafts, ends }: Plan): Decision {
  const { caller, input } = job;
  const seat = facts.seats.get(seatKey(input.conversationId, caller.memberId));
  if (!seat) throw notFound("conversation");
  const stored = facts.stored.get(input.id);
  const known = stored ?? drafts.get(input.id);
  if (known) {
    requireSame(known, job);
    return stored ? { id: input.id, stored } : { id: input.id };
  }
  requireMayPost(seat);
  const draft = toDraft(job, seat, facts);
  const seq = (ends.get(seat.conversationId) ?? seat.lastSeq) + 1;
  ends.set(seat.conversationId, seq);
  drafts.set(draft.id, { ...draft, seq });
  return { id: draft.id };
}

/** The same id with other content is refused. */
function requireSame(
  known: Pick<Message, "authorId" | "conversationId" | "fingerprint">,
  { caller, input }: SendJob,
): void {
  const same =
    known.authorId === caller.userId &&
    known.conversationId === input.conversationId &&
    known.fingerprint === fingerprintOf(input.text);
  if (!same) throw fail("conflict", "Another message already has this id.", { field: "id" });
}

function requireMayPost({ archived, general, postInGeneral, role }: SeatFacts): void {
  if (archived) throw fail("conflict", "This channel is archived: it can be read, not written.");
  if (general && postInGeneral === "admins" && !isAtLeast(role, "admin")) {
    throw fail("forbidden", "Only admins write in this channel.");
  }
}

function toDraft(job: SendJob, seat: SeatFacts, { named, present }: SendFacts): Omit<Draft, "seq"> {
  const { caller, input } = job;
  const mentions = named.get(job);
  if (mentions?.everyone && !canMentionEveryone(seat.role)) {
    throw fail("forbidden", "Guests can't mention everyone. Remove @channel or @here.");
  }
  return {
    id: input.id,
    workspaceId: seat.workspaceId,
    conversationId: seat.conversationId,
    conversationKind: seat.kind,
    authorId: caller.userId,
    text: input.text,
    fingerprint: fingerprintOf(input.text),
    mentionedUserIds: (mentions?.userIds ?? []).filter((userId) =>
      present.has(seatKey(seat.conversationId, userId)),
    ),
    mentionsEveryone: Boolean(mentions?.everyone),
  };
}
