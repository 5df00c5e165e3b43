import { isAtLeast } from "@hallway/protocol/permissions";
import { useConversation, useMe, useParticipation } from "../../state/use-workspace.ts";

/** What I may change about a channel. */
export type ChannelRule = {
  /** Its topic and purpose, and who is in it. */
  describe: boolean;
  /** Its name, who can see it, and whether it goes on. */
  manage: boolean;
  leave: boolean;
};

/** The server's rule: topic and purpose are everyone's, name and privacy the admins' and its creator's. */
export function useChannelRule(conversationId: string): ChannelRule {
  const me = useMe();
  const conversation = useConversation(conversationId);
  const takesPart = useParticipation(conversationId) !== undefined;
  if (!me || !conversation || conversation.kind !== "channel" || !takesPart) {
    return { describe: false, manage: false, leave: false };
  }
  const isMember = isAtLeast(me.role, "member");
  const isCreator = conversation.createdById === me.userId;
  return {
    describe: isMember && conversation.archivedAt === null,
    manage: isMember && (isCreator || isAtLeast(me.role, "admin")),
    leave: !conversation.general,
  };
}
