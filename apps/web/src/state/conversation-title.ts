import type { ConversationView, MemberView } from "@hallway/protocol";

/** What a conversation is called: a channel by its name, a direct message by its other people, my notes by me. */
export function conversationTitle(
  conversation: ConversationView,
  { members, me }: { members: ReadonlyMap<string, MemberView>; me: string },
): string {
  if (conversation.kind === "channel") return conversation.name ?? "";
  const nameOf = (id: string) => members.get(id)?.displayName ?? "Someone";
  const others = conversation.participantIds.filter((id) => id !== me);
  if (others.length === 0) return `${nameOf(me)} (you)`;
  return others.map(nameOf).join(", ");
}
