import type {
  ConversationId,
  ConversationView,
  MemberView,
  MessageView,
  UserId,
  WorkspaceId,
} from "@hallway/protocol";
import type { Actor } from "./actor.ts";
import type { DirectoryEntry, Held } from "./reference-view.ts";

/** What a person who comes fresh is shown, by bootstrap and lists; `present` says who is in which conversation. */
export type Truth = Omit<Held, "participants"> & { present: Map<ConversationId, Set<UserId>> };

/** Reads everything a person may see now. Nothing must change meanwhile. */
export async function readTruth(actor: Actor, workspaceId: WorkspaceId): Promise<Truth> {
  const fresh = await actor.must("workspace:bootstrap", {}, workspaceId);
  const ids = fresh.conversations.map(({ id }) => id);
  const [messages, present, directory, members] = await Promise.all([
    forEach(ids, (id) => readMessages(actor, workspaceId, id)),
    forEach(ids, (id) => readPresent(actor, workspaceId, id)),
    readDirectory(actor, workspaceId),
    readMembers(actor, workspaceId),
  ]);
  return {
    clocks: Object.fromEntries(Object.entries(fresh.clocks).sort()),
    workspace: fresh.workspace,
    me: { role: fresh.me.role, can: fresh.me.can },
    members: new Map(members.map((member) => [member.userId, member])),
    conversations: new Map(fresh.conversations.map((view) => [view.id, withoutClock(view)])),
    unread: new Map(
      fresh.participations.map((mine) => {
        const { lastReadSeq, unreadCount, mentionCount, notify, muted, starred } = mine;
        const unread = { lastReadSeq, unreadCount, mentionCount, notify, muted, starred };
        return [mine.conversationId, unread];
      }),
    ),
    messages,
    directory,
    present,
  };
}

async function forEach<Id, T>(ids: readonly Id[], read: (id: Id) => Promise<T>) {
  return new Map(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));
}

function withoutClock({ clock: _, ...view }: ConversationView): Omit<ConversationView, "clock"> {
  return view;
}

/** A whole timeline, page by page. */
export async function readMessages(
  actor: Actor,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<MessageView[]> {
  const pages: MessageView[][] = [];
  for (let after = 0; ; ) {
    const input = { conversationId, after, limit: 100 };
    const { messages, hasNewer } = await actor.must("message:list", input, workspaceId);
    pages.push(messages);
    const last = messages.at(-1);
    if (!hasNewer || !last) return pages.flat();
    after = last.seq;
  }
}

async function readPresent(
  actor: Actor,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<Set<UserId>> {
  const input = { conversationId, limit: 100 };
  const { members } = await actor.must("conversation:members", input, workspaceId);
  return new Set(members.map(({ userId }) => userId));
}

async function readDirectory(
  actor: Actor,
  workspaceId: WorkspaceId,
): Promise<Map<ConversationId, DirectoryEntry>> {
  const [open, archived] = await Promise.all(
    [false, true].map((archived) =>
      actor.must("channel:browse", { archived, limit: 100 }, workspaceId),
    ),
  );
  const entries = new Map(
    [...(open?.channels ?? []), ...(archived?.channels ?? [])].map((entry) => [entry.id, entry]),
  );
  return new Map(
    [...entries.values()]
      .filter((entry) => !entry.private)
      .map(({ id, name, topic, purpose, archivedAt }) => [
        id,
        { name, topic, purpose, archivedAt },
      ]),
  );
}

async function readMembers(actor: Actor, workspaceId: WorkspaceId): Promise<MemberView[]> {
  const [active, former] = await Promise.all(
    [false, true].map((deactivated) =>
      actor.must("member:list", { deactivated, limit: 100 }, workspaceId),
    ),
  );
  return [...(active?.members ?? []), ...(former?.members ?? [])];
}
