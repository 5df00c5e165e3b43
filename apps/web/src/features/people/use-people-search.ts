import type { MemberView } from "@hallway/protocol";
import { useEffect, useMemo, useState } from "react";
import { useAllMembers, useMe, useWorkspace } from "../../state/use-workspace.ts";
import { matchName } from "../../ui/match-name.ts";

const TYPING_PAUSE_MS = 120;
const MOST = 50;

/** The workspace's people by a part of their name: at once those who are held, then whom the server finds besides; I am the last. */
export function usePeopleSearch(query: string): readonly MemberView[] {
  const { command } = useWorkspace();
  const held = useAllMembers();
  const me = useMe()?.userId;
  const [found, setFound] = useState<readonly MemberView[]>([]);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      command("member:list", { ...(query === "" ? {} : { query }), limit: MOST }).then(
        ({ members }) => {
          if (current) setFound(members);
        },
        () => {
          // Unreachable: those who are held can still be picked.
        },
      );
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [command, query]);
  return useMemo(() => {
    const people = new Map([...found, ...held.values()].map((member) => [member.userId, member]));
    return [...people.values()]
      .flatMap((member) => {
        const quality = matchName(member.displayName, query) ?? matchName(member.name, query);
        return quality === null || member.deactivatedAt !== null ? [] : [{ member, quality }];
      })
      .sort(
        (a, b) =>
          a.quality - b.quality ||
          Number(a.member.userId === me) - Number(b.member.userId === me) ||
          a.member.displayName.localeCompare(b.member.displayName),
      )
      .slice(0, MOST)
      .map(({ member }) => member);
  }, [found, held, me, query]);
}
