import { limits } from "@hallway/protocol/limits";
import { canMentionEveryone } from "@hallway/protocol/permissions";
import { Megaphone } from "lucide-react";
import { useMemo } from "react";
import {
  useAllMembers,
  useConversation,
  useMe,
  usePresence,
  useWorkspace,
} from "../../state/use-workspace.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { rankPeople } from "./rank-people.ts";
import type { Suggestion } from "./suggestion-list.tsx";
import { useAnswer } from "./use-answer.ts";

const MOST = 8;

/** People by name, those of the conversation first, and its two ways to call everyone; `null` asks for nothing. */
export function usePeopleSuggestions(
  conversationId: string,
  query: string | null,
): readonly Suggestion[] {
  const { command } = useWorkspace();
  const held = useAllMembers();
  const me = useMe();
  const conversation = useConversation(conversationId);
  const inside = useAnswer(query, (typed) =>
    command("conversation:members", { conversationId, query: typed, limit: 20 }),
  );
  const beyond = useAnswer(held.size >= limits.bootstrapMembers ? query : null, (typed) =>
    command("member:list", { query: typed, limit: 20 }),
  );
  const isChannel = conversation?.kind === "channel";
  const mayCallEveryone = isChannel && me !== null && canMentionEveryone(me.role);

  return useMemo(() => {
    if (query === null) return [];
    const insiders = inside?.data.members ?? [];
    const here = new Set<string>([
      ...insiders.map(({ userId }) => userId),
      ...(conversation?.participantIds ?? []),
    ]);
    const people = new Map(
      [...insiders, ...(beyond?.data.members ?? [])].map((m) => [m.userId, m]),
    );
    for (const member of held.values()) people.set(member.userId, member);
    const ranked = rankPeople({ people: people.values(), here, query, most: MOST });
    const named = ranked.map((member) => ({
      key: member.userId,
      title: member.displayName,
      detail: detailOf(member.title, inside === null || here.has(member.userId)),
      picture: <PersonPicture userId={member.userId} name={member.displayName} />,
      pick: {
        label: `@${member.displayName}`,
        token: `<@${member.userId}>`,
        detail: member.title,
      },
    }));
    return [...named, ...(mayCallEveryone ? everyone(query) : [])];
  }, [query, inside, beyond, held, conversation, mayCallEveryone]);
}

function everyone(query: string): Suggestion[] {
  return [
    { word: "channel", detail: "Tell everyone in this channel" },
    { word: "here", detail: "Tell everyone here who is active" },
  ]
    .filter(({ word }) => word.startsWith(query.toLowerCase()))
    .map(({ word, detail }) => ({
      key: word,
      title: `@${word}`,
      detail,
      picture: <Megaphone className="size-4" />,
      pick: { label: `@${word}`, token: `<!${word}>` },
    }));
}

function detailOf(title: string, here: boolean): string {
  const parts = [title, here ? "" : "not in this conversation"];
  return parts.filter(Boolean).join(" · ");
}

function PersonPicture({ userId, name }: { userId: string; name: string }) {
  return <Avatar id={userId} name={name} size={22} presence={usePresence(userId)} />;
}
