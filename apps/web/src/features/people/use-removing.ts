import { isAtLeast } from "@hallway/protocol/permissions";
import { useState } from "react";
import { useActions, useConversation, useMe, useParticipation } from "../../state/use-workspace.ts";
import type { Insider } from "./member-line.tsx";

/** Removing people from a channel: for admins and the person who created it; nobody is removed from general. */
export function useRemoving(conversationId: string) {
  const { removePerson } = useActions();
  const me = useMe();
  const conversation = useConversation(conversationId);
  const takesPart = useParticipation(conversationId) !== undefined;
  const [asked, ask] = useState<Insider | null>(null);
  const manages =
    me !== null &&
    takesPart &&
    conversation?.kind === "channel" &&
    !conversation.general &&
    conversation.archivedAt === null &&
    (isAtLeast(me.role, "admin") ||
      (conversation.createdById === me.userId && isAtLeast(me.role, "member")));
  return {
    asked,
    ask,
    may: (person: Insider) => manages && person.userId !== me?.userId,
    async remove() {
      if (asked) await removePerson(conversationId, asked.userId);
    },
  };
}
