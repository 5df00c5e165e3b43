import { type ConversationId, isAtLeast, type Role } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import { requireLockedReadable } from "../conversations/conversation-access.ts";
import type { Conversation, Participant, Prisma } from "../database/generated/client.ts";
import { fail, notFound } from "../failure.ts";

/** A channel that the caller can see, and their place in it if they have one. */
export interface Channel {
  conversation: Conversation;
  participant: Participant | null;
}

/** A channel I can see, with its room locked; throws `not_found` for what is hidden, missing or a direct message. */
export async function requireLockedChannel(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  id: ConversationId,
): Promise<Channel> {
  const channel = await requireLockedReadable(db, caller, id);
  if (channel.conversation.kind !== "channel") throw notFound("conversation");
  return channel;
}

/** Throws `forbidden` unless I am in the channel. */
export function requireJoined({ participant }: Channel): Participant {
  if (!participant) throw fail("forbidden", "You are not in this channel. Join it first.");
  return participant;
}

/** Throws `forbidden` unless the channel is mine to manage. */
export function requireManages(caller: MemberCaller, { conversation }: Channel): void {
  const isCreator = conversation.createdById === caller.userId;
  if (!canManageChannel({ role: caller.role, isCreator })) {
    throw fail("forbidden", "Only admins and the person who created this channel can do this.");
  }
}

/** Whether someone may rename, archive, hide or open a channel and remove people from it. */
export function canManageChannel({ role, isCreator }: { role: Role; isCreator: boolean }): boolean {
  return isAtLeast(role, "admin") || (isCreator && isAtLeast(role, "member"));
}

/** Whether someone of that role may be out of a channel: everyone but guests is in general. */
export function canBeOutside({ role, general }: { role: Role; general: boolean }): boolean {
  return !general || role === "guest";
}

/** The channel's name as the audit log keeps it: admins read that, so a private one stays unnamed. */
export function toAuditTarget({
  id,
  name,
  private: hidden,
}: Pick<Conversation, "id" | "private"> & { name: string | null }) {
  return { kind: "channel", id, name: hidden ? "a private channel" : `#${name ?? ""}` };
}

/** Throws `conflict` if another channel has the name; a hidden one looks like any other. */
export async function requireFreeName(
  db: Prisma.TransactionClient,
  { workspaceId, name }: { workspaceId: string; name: string },
): Promise<void> {
  const taken = await db.conversation.count({ where: { workspaceId, name } });
  if (taken > 0) {
    throw fail("conflict", "This name is taken. Choose another one.", { field: "name" });
  }
}
