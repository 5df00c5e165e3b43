import { asId, type ConversationId } from "@hallway/protocol";
import type { SyncSource } from "../realtime/sync-source.ts";
import { readConversations } from "./read-conversations.ts";

/** A conversation's own properties, in its own room. */
export const conversationSync: SyncSource = {
  rooms: "conversation",
  async changesSince(db, _caller, { rooms }) {
    const changed = await db.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM unnest(${rooms.map((r) => r.id)}::uuid[], ${rooms.map((r) => r.since)}::int[]) AS asked (id, since)
      JOIN conversation c ON c.id = asked.id AND c.tick > asked.since`;
    return (
      this.outline?.(
        db,
        _caller,
        changed.map((row) => row.id),
      ) ?? []
    );
  },
  async outline(db, _caller, roomIds) {
    const views = await readConversations(db, roomIds);
    return views.map((view) => ({ roomId: view.id, change: { kind: "conversation", data: view } }));
  },
};

/** The directory of public channels, in the workspace's room; guests have none. */
export const directorySync: SyncSource = {
  rooms: "workspace",
  async changesSince(db, caller, { rooms, limit }) {
    const [room] = rooms;
    if (!room || caller.role === "guest") return [];
    const entries = await db.conversation.findMany({
      where: { workspaceId: caller.workspaceId, directoryTick: { gt: room.since } },
      select: { id: true, private: true },
      orderBy: { directoryTick: "asc" },
      take: limit + 1,
    });
    const views = await readConversations(
      db,
      entries.map((entry) => entry.id),
    );
    return views.map((view) => ({
      roomId: room.id,
      change: view.private
        ? {
            kind: "conversation-hidden",
            data: { id: asId<ConversationId>(view.id), clock: view.clock },
          }
        : { kind: "conversation", data: view },
    }));
  },
};
