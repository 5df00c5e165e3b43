import { useEffect, useState } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";

type Person = { id: string; name: string };

const MOST = 3;
const NOBODY: readonly Person[] = [];

/** The first few people of a conversation, for a glance; asked for again when their number changes. */
export function useSomePeople(conversationId: string, count: number): readonly Person[] {
  const { command } = useWorkspace();
  const [held, setHeld] = useState<{ of: string; people: readonly Person[] } | null>(null);
  useEffect(() => {
    if (count === 0) return;
    let current = true;
    command("conversation:members", { conversationId, limit: MOST }).then(
      ({ members }) => {
        const people = members.map(({ userId, displayName }) => ({
          id: userId,
          name: displayName,
        }));
        if (current) setHeld({ of: conversationId, people });
      },
      () => {
        // Unreachable: their number alone is shown.
      },
    );
    return () => {
      current = false;
    };
  }, [command, conversationId, count]);
  return held?.of === conversationId ? held.people : NOBODY;
}
