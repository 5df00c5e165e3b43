import type { ChannelEntry, ConversationView } from "@hallway/protocol";

/** A channel as the directory lists it, held until its real view comes: any clock is newer than none. */
export function asPreview(entry: ChannelEntry): ConversationView {
  return {
    id: entry.id,
    kind: "channel",
    name: entry.name,
    private: entry.private,
    general: false,
    topic: entry.topic,
    purpose: entry.purpose,
    createdAt: new Date(0).toISOString(),
    createdById: null,
    archivedAt: entry.archivedAt,
    memberCount: entry.memberCount,
    participantIds: [],
    lastSeq: 0,
    lastMessageAt: null,
    clock: 0,
  };
}
