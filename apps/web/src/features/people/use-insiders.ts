import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { useAllMembers, useParticipants, useWorkspace } from "../../state/use-workspace.ts";
import { matchName } from "../../ui/match-name.ts";
import type { Insider } from "./member-line.tsx";

const TYPING_PAUSE_MS = 120;

/** The people of a conversation, page by page, and kept true while others come and go. */
export function useInsiders(conversationId: string, query: string) {
  const { command } = useWorkspace();
  const [loaded, setLoaded] = useState<readonly Insider[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const request = useRef(0);

  const load = useCallback(
    async (from: string | null) => {
      const mine = ++request.current;
      const page = from === null ? {} : { cursor: from };
      try {
        const answer = await command("conversation:members", {
          conversationId,
          limit: 100,
          ...(query === "" ? {} : { query }),
          ...page,
        });
        if (mine !== request.current) return;
        setLoaded((old) => (from === null ? answer.members : [...(old ?? []), ...answer.members]));
        setCursor(answer.nextCursor);
        setProblem(null);
      } catch (error) {
        if (mine === request.current) setProblem(toErrorView(error).message);
      }
    },
    [command, conversationId, query],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    const timer = setTimeout(() => void load(null), query === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, query, attempt]);

  return {
    people: useLivePeople(conversationId, query, loaded),
    more: cursor !== null,
    problem,
    loadMore: () => void load(cursor),
    retry: () => setAttempt((count) => count + 1),
  };
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
