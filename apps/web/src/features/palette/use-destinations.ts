import type { ConversationView } from "@hallway/protocol";
import { useEffect, useMemo, useState } from "react";
import { conversationTitle } from "../../state/conversation-title.ts";
import { selectUnread } from "../../state/unread-of-state.ts";
import { useMe, useWorkspace, useWorkspaceState } from "../../state/use-workspace.ts";
import { type Destination, joinDestinations, rankDestinations } from "./destinations.ts";

const MOST = 30;
const TYPING_PAUSE_MS = 100;

/** A destination with what is needed to go there and to draw it. */
export type Jump = Destination & {
  conversation?: { kind: ConversationView["kind"]; private: boolean };
  conversationId?: string;
  userId?: string;
  run?: () => void;
};

/** Where one can go for what is typed: my conversations, people, channels of the directory, and what can be done. */
export function useDestinations(query: string, actions: readonly Jump[]): readonly Jump[] {
  const mine = useMyConversations();
  const people = usePeople();
  const directory = useDirectory(query);
  return useMemo(() => {
    const others = query.trim() === "" ? [] : [...people, ...directory];
    return rankDestinations([...joinDestinations(mine, others), ...actions], query, MOST);
  }, [mine, people, directory, actions, query]);
}

function useMyConversations(): readonly Jump[] {
  const { store } = useWorkspace();
  // Taken once: the list must not move under the hand while something arrives.
  return useMemo(() => {
    const state = store.getState();
    const me = state.me?.userId ?? "";
    return [...state.conversations.values()].flatMap((conversation): Jump[] => {
      const participation = state.participations.get(conversation.id);
      if (participation?.leftAt !== null || conversation.archivedAt !== null) return [];
      const person = conversation.kind === "dm" ? onlyOther(me, conversation) : undefined;
      return [
        {
          key: conversation.id,
          kind: "conversation",
          title: conversationTitle(conversation, { members: state.members, me }),
          detail: person ? (state.members.get(person)?.title ?? "") : conversation.topic,
          recency: Date.parse(conversation.lastMessageAt ?? conversation.createdAt),
          unread: selectUnread(state, conversation.id).unread > 0,
          conversation: { kind: conversation.kind, private: conversation.private },
          conversationId: conversation.id,
          ...(conversation.kind === "dm" ? { userId: otherThan(me, conversation) } : {}),
          ...(person ? { leadsTo: person } : {}),
        },
      ];
    });
  }, [store]);
}

function usePeople(): readonly Jump[] {
  const me = useMe()?.userId;
  const members = useWorkspaceState((state) => state.members);
  return useMemo(
    () =>
      [...members.values()]
        .filter(({ userId, deactivatedAt }) => userId !== me && deactivatedAt === null)
        .map(({ userId, displayName, title }) => ({
          key: userId,
          kind: "person",
          title: displayName,
          detail: title,
          recency: 0,
          unread: false,
          userId,
        })),
    [members, me],
  );
}

function useDirectory(query: string): readonly Jump[] {
  const { command } = useWorkspace();
  const [found, setFound] = useState<readonly Jump[]>([]);
  const typed = query.trim().replace(/^#/, "");
  useEffect(() => {
    if (typed === "") return setFound([]);
    let current = true;
    const timer = setTimeout(() => {
      command("channel:browse", { query: typed, limit: 20 }).then(
        ({ channels }) => {
          if (current) setFound(channels.map(toJump));
        },
        () => {
          // Unreachable: what is on this device can still be jumped to.
        },
      );
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [command, typed]);
  return found;
}

function toJump(channel: { id: string; name: string; topic: string; private: boolean }): Jump {
  return {
    key: channel.id,
    kind: "channel",
    title: channel.name,
    detail: channel.topic,
    recency: 0,
    unread: false,
    conversation: { kind: "channel", private: channel.private },
    conversationId: channel.id,
  };
}

/** The other person of a conversation of two. */
function onlyOther(me: string, { participantIds }: ConversationView): string | undefined {
  return participantIds.length === 2 ? participantIds.find((id) => id !== me) : undefined;
}

function otherThan(me: string, { participantIds }: ConversationView): string {
  return participantIds.find((id) => id !== me) ?? me;
}
