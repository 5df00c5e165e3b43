import {
  asId,
  type ConversationId,
  type ConversationView,
  type ParticipantView,
  type UserId,
} from "@hallway/protocol";
import type { Conversation, Participant } from "../database/generated/client.ts";

/** A conversation as the wire carries it; `clock` is its room's clock, `participantIds` its people if it is a dm. */
export function toConversationView(
  row: Omit<Conversation, "workspaceId" | "dmKey" | "tick" | "directoryTick" | "directoryClock">,
  { clock, participantIds }: { clock: number; participantIds?: readonly string[] | null },
): ConversationView {
  return {
    id: asId<ConversationId>(row.id),
    kind: row.kind,
    name: row.name,
    private: row.private,
    general: row.general,
    topic: row.topic,
    purpose: row.purpose,
    createdAt: row.createdAt.toISOString(),
    createdById: row.createdById === null ? null : asId<UserId>(row.createdById),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    memberCount: row.memberCount,
    participantIds: (participantIds ?? []).map((id) => asId<UserId>(id)),
    lastSeq: row.lastSeq,
    lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
    clock,
  };
}

export function toParticipantView(
  row: Pick<Participant, "conversationId" | "userId" | "joinedAt" | "leftAt" | "tick">,
): ParticipantView {
  return {
    conversationId: asId<ConversationId>(row.conversationId),
    userId: asId<UserId>(row.userId),
    joinedAt: row.joinedAt.toISOString(),
    leftAt: row.leftAt?.toISOString() ?? null,
    tick: row.tick,
  };
}
