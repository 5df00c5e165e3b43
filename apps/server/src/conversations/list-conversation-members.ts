import type { conversationMembers, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { Prisma } from "../database/generated/client.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { readMemberPage } from "../members/read-member-page.ts";
import { requireReadable } from "./conversation-access.ts";

/** Who is in a conversation I can see, by name, and who of them is online. */
export async function listConversationMembers(
  { database, presence }: Context,
  caller: MemberCaller,
  { conversationId, ...page }: ParsedInputOf<typeof conversationMembers>,
): Promise<OutputOf<typeof conversationMembers>> {
  const { workspaceId } = caller;
  const { members, nextCursor } = await inSnapshot(database, async (db) => {
    await requireReadable(db, caller, conversationId);
    const among = Prisma.sql`m.workspace_id = ${workspaceId}::uuid AND m.id IN (
      SELECT member_id FROM participant
      WHERE conversation_id = ${conversationId}::uuid AND left_at IS NULL)`;
    return readMemberPage(db, { among, ...page });
  });
  return {
    members: members.map((member) => ({
      ...member,
      presence: presence.of(workspaceId, member.userId),
    })),
    nextCursor,
  };
}
