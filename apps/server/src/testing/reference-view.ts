import {
  type Bootstrap,
  type ConversationId,
  type ConversationView,
  type MemberView,
  type MessageView,
  type ParticipantView,
  type ParticipationView,
  toAbilities,
  type UserId,
  type WorkspaceView,
} from "@hallway/protocol";
import { isIn, type Store } from "./reference-store.ts";

/** Everything that can be compared with a fresh snapshot. */
export interface Held {
  clocks: Record<string, number | undefined>;
  workspace: WorkspaceView | undefined;
  me: Pick<Bootstrap["me"], "role" | "can"> | undefined;
  members: Map<UserId, MemberView>;
  /** Those I am in, without the clock at which each view happened to be made. */
  conversations: Map<ConversationId, Omit<ConversationView, "clock">>;
  unread: Map<ConversationId, Unread>;
  messages: Map<ConversationId, MessageView[]>;
  /** The public channels I may see; as a guest only those I am in. */
  directory: Map<ConversationId, DirectoryEntry>;
  participants: ParticipantView[];
}

export type Unread = Pick<
  ParticipationView,
  "lastReadSeq" | "unreadCount" | "mentionCount" | "notify" | "muted" | "starred"
>;

export type DirectoryEntry = Pick<ConversationView, "name" | "topic" | "purpose" | "archivedAt">;

/** What a client would show of what it holds. */
export function toHeld(store: Store, me: UserId): Held {
  const mine = [...store.conversations.values()].filter(({ id }) => isIn(store, id));
  const messages = new Map(mine.map(({ id }) => [id, timelineOf(store, id)]));
  const role = store.members.get(me)?.role;
  const { workspace } = store;
  return {
    clocks: Object.fromEntries([...store.clocks].sort()),
    workspace,
    me: role && workspace ? { role, can: toAbilities(role, workspace.policy) } : undefined,
    members: store.members,
    conversations: new Map(
      mine.map((view) => [view.id, withTimeline(view, messages.get(view.id) ?? [])]),
    ),
    unread: new Map(
      mine.flatMap(({ id, kind }) => {
        const view = store.participations.get(id);
        const timeline = messages.get(id) ?? [];
        return view ? [[id, toUnread(view, { kind, timeline, me })]] : [];
      }),
    ),
    messages,
    directory: new Map(
      [...store.conversations.values()]
        .filter((view) => view.kind === "channel" && !view.private)
        .filter(({ id }) => role !== "guest" || isIn(store, id))
        .filter((view) => view.clock > (store.hiddenAt.get(view.id) ?? -1))
        .map(({ id, name, topic, purpose, archivedAt }) => [
          id,
          { name, topic, purpose, archivedAt },
        ]),
    ),
    participants: [...store.participants.values()],
  };
}

function timelineOf({ messages }: Store, id: ConversationId): MessageView[] {
  return [...messages.values()]
    .filter(({ conversationId }) => conversationId === id)
    .sort((a, b) => a.seq - b.seq);
}

/** A message moves the end of its conversation without another view of it. */
function withTimeline(
  { clock: _, ...view }: ConversationView,
  timeline: readonly MessageView[],
): Omit<ConversationView, "clock"> {
  const last = timeline.at(-1);
  if (!last || last.seq <= view.lastSeq) return view;
  return { ...view, lastSeq: last.seq, lastMessageAt: last.createdAt };
}

/** The counts of the view, and what the client has learnt since it was counted. */
function toUnread(
  view: ParticipationView,
  {
    kind,
    timeline,
    me,
  }: { kind: ConversationView["kind"]; timeline: readonly MessageView[]; me: UserId },
): Unread {
  const { lastReadSeq, notify, muted, starred, countedSeq, countedClock } = view;
  const others = timeline.filter(
    (message) => message.seq > lastReadSeq && message.authorId !== me && message.kind !== "system",
  );
  const more = others.filter(({ seq, deletedAt }) => seq > countedSeq && !deletedAt);
  const fewer = others.filter(
    ({ seq, deletedAt, tick }) => seq <= countedSeq && deletedAt && tick > countedClock,
  );
  const mentions = ({ mentions: { userIds, everyone } }: MessageView) =>
    kind === "dm" || everyone || userIds.includes(me);
  return {
    lastReadSeq,
    notify,
    muted,
    starred,
    unreadCount: view.unreadCount + more.length - fewer.length,
    mentionCount: view.mentionCount + more.filter(mentions).length - fewer.filter(mentions).length,
  };
}
