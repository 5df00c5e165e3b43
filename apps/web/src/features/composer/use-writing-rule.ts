import { canPost } from "@hallway/protocol/permissions";
import { useMemo } from "react";
import { useConversation, useMe, useMembers, useWorkspaceView } from "../../state/use-workspace.ts";

/** Whether I may write in a conversation, and if not, why. */
export type WritingRule = { may: true } | { may: false; why: string };

/** The server's rule, told before someone writes in vain. */
export function useWritingRule(conversationId: string): WritingRule {
  const me = useMe();
  const policy = useWorkspaceView()?.policy;
  const conversation = useConversation(conversationId);
  const others = useMemo(
    () => conversation?.participantIds.filter((id) => id !== me?.userId) ?? [],
    [conversation, me],
  );
  const people = useMembers(others);
  const onlyOther = people.length === 1 ? people[0] : undefined;
  if (!me || !policy || !conversation) return { may: true };
  if (conversation.archivedAt !== null) {
    return { may: false, why: "This channel is archived: it can be read, but not written in." };
  }
  if (onlyOther?.deactivatedAt) {
    return { may: false, why: `${onlyOther.displayName} is no longer in this workspace.` };
  }
  if (!canPost(me.role, { archived: false, isGeneral: conversation.general, policy })) {
    return { may: false, why: `Only admins can write in #${conversation.name}.` };
  }
  return { may: true };
}
