import type { ConversationView, RoomName } from "@hallway/protocol";

/** The room of a conversation. */
export function roomOf({ kind, id }: Pick<ConversationView, "kind" | "id">): RoomName {
  return `${kind}:${id}`;
}

/** The conversation that a room belongs to; null for the workspace's and a person's own room. */
export function conversationOf(room: RoomName): string | null {
  const id = room.match(/^(?:channel|dm):(.+)$/)?.[1];
  return id ?? null;
}
