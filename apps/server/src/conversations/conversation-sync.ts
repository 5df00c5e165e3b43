import type { SyncSource } from "../realtime/sync-source.ts";
import { toConversationView } from "./conversation-view.ts";
import {
  CONVERSATION_COLUMNS,
  type ConversationRow,
  readConversations,
} from "./read-conversations.ts";

/** A conversation's own properties, in its own room. */
export const conversationSync: SyncSource = {
  rooms: "conversation",
  async changesSince(ask, _caller, { rooms }) {
    const [ids, since] = [rooms.map((room) => room.id), rooms.map((room) => room.since)];
    const rows = await ask<ConversationRow>({ ...CHANGED, values: [ids, since] });
    return rows.map((row) => ({
      roomId: row.id,
      change: { kind: "conversation", data: toConversationView(row, row) },
    }));
  },
  async outline(ask, _caller, roomIds) {
    const views = await readConversations(ask, roomIds);
    return views.map((view) => ({ roomId: view.id, change: { kind: "conversation", data: view } }));
  },
};

const CHANGED = {
  name: "conversations_changed",
  text: `
    SELECT ${CONVERSATION_COLUMNS}
    FROM unnest($1::uuid[], $2::int[]) AS asked (id, since)
    JOIN conversation c ON c.id = asked.id AND c.tick > asked.since
    JOIN room r ON r.id = c.id`,
};

/** The directory of public channels, in the workspace's room; guests have none. */
export const directorySync: SyncSource = {
  rooms: "workspace",
  async changesSince(ask, { workspaceId, role }, { rooms, limit }) {
    const [room] = rooms;
    if (!room || role === "guest") return [];
    const values = [workspaceId, room.since, limit + 1];
    const rows = await ask<ListedRow>({ ...LISTED, values });
    return rows.map((row) => {
      const view = toConversationView(row, row);
      return {
        roomId: room.id,
        change: row.private
          ? { kind: "conversation-hidden", data: { id: view.id, clock: row.hiddenAt } }
          : { kind: "conversation", data: view },
      };
    });
  },
};

/** A hidden one with its clock of that moment: how far its room has gone since is for those in it. */
type ListedRow = ConversationRow & { hiddenAt: number };

const LISTED = {
  name: "directory_changed",
  text: `
    SELECT ${CONVERSATION_COLUMNS}, c.directory_clock AS "hiddenAt"
    FROM conversation c JOIN room r ON r.id = c.id
    WHERE c.workspace_id = $1::uuid AND c.directory_tick > $2::int
    ORDER BY c.directory_tick LIMIT $3::int`,
};
