import { asId, type ConversationId } from "@hallway/protocol";
import type { SyncSource } from "../realtime/sync-source.ts";
import { readParticipations, toOwnView } from "./participation-view.ts";

/** My side of my conversations, in my own room. */
export const participationSync: SyncSource = {
  rooms: "user",
  async changesSince(ask, { memberId }, { rooms }) {
    const [room] = rooms;
    if (!room) return [];
    const rows = await readParticipations(ask, { memberId, sinceTick: room.since });
    return rows.map((row) => ({
      roomId: room.id,
      change: { kind: "participation", data: toOwnView(row) },
    }));
  },
};

/** A conversation that is answered with `reset` also says how much of it I have not read. */
export const countsOfResetSync: SyncSource = {
  rooms: "conversation",
  changesSince: async () => [],
  async outline(ask, { memberId }, roomIds) {
    const conversationIds = roomIds.map((id) => asId<ConversationId>(id));
    const rows = await readParticipations(ask, { memberId, conversationIds });
    return rows.map((row) => ({
      roomId: row.conversationId,
      change: { kind: "participation", data: toOwnView(row) },
    }));
  },
};
