import { useCallback, useMemo } from "react";
import { useAllMembers, useParticipants, useWorkspace } from "../../state/use-workspace.ts";
import { matchName } from "../../ui/match-name.ts";
import { useFoundPages } from "../../ui/use-found-pages.ts";
import type { Insider } from "./member-line.tsx";

/** The people of a conversation, page by page, and kept true while others come and go. */
export function useInsiders(conversationId: string, query: string) {
  const { command } = useWorkspace();
  const ask = useCallback(
    async (page: { cursor?: string }) => {
      const answer = await command("conversation:members", {
        conversationId,
        limit: 100,
        ...(query === "" ? {} : { query }),
        ...page,
      });
      return { items: answer.members, nextCursor: answer.nextCursor };
    },
    [command, conversationId, query],
  );
  const { found, ...pages } = useFoundPages<Insider>(query, ask);
  return { ...pages, people: useLivePeople(conversationId, query, found) };
}

/** What was loaded, without those who left since and with those who came. */
function useLivePeople(
  conversationId: string,
  query: string,
  loaded: readonly Insider[] | null,
): readonly Insider[] | null {
  const moves = useParticipants(conversationId);
  const members = useAllMembers();
  return useMemo(() => {
    if (loaded === null) return null;
    const people = new Map<string, Insider>(loaded.map((person) => [person.userId, person]));
    for (const { userId, leftAt } of moves.values()) {
      const member = members.get(userId);
      if (leftAt !== null) people.delete(userId);
      else if (member && matchName(member.displayName, query) !== null) people.set(userId, member);
    }
    return [...people.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
  }, [loaded, moves, members, query]);
}
