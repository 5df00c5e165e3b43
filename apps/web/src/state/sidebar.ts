import type { ConversationView } from "@hallway/protocol";
import type { WorkspaceState } from "./workspace-state.ts";

/** The conversations of the sidebar, by section, in order. */
export interface Sidebar {
  starred: readonly string[];
  channels: readonly string[];
  directMessages: readonly string[];
}

/**
 * Makes a selector of the sidebar. It keeps its last answer, and the array of every section whose order is the same,
 * so that a message or a keystroke redraws no row.
 */
export function createSidebarSelector(): (state: WorkspaceState) => Sidebar {
  let sources: readonly unknown[] = [];
  let sidebar: Sidebar = { starred: [], channels: [], directMessages: [] };
  return (state) => {
    const next = [state.participations, state.conversations];
    if (next.every((source, index) => source === sources[index])) return sidebar;
    sources = next;
    sidebar = keepEqual(sidebar, sidebarOf(state));
    return sidebar;
  };
}

export function sidebarOf({ participations, conversations }: WorkspaceState): Sidebar {
  const starred: ConversationView[] = [];
  const channels: ConversationView[] = [];
  const directMessages: ConversationView[] = [];
  for (const [id, participation] of participations) {
    const conversation = conversations.get(id);
    if (!conversation || participation.leftAt !== null || conversation.archivedAt !== null)
      continue;
    if (participation.starred) starred.push(conversation);
    else if (conversation.kind === "channel") channels.push(conversation);
    else directMessages.push(conversation);
  }
  return {
    starred: idsOf(starred.sort(byKindThenOrder)),
    channels: idsOf(channels.sort(byName)),
    directMessages: idsOf(directMessages.sort(byNewest)),
  };
}

function byKindThenOrder(a: ConversationView, b: ConversationView): number {
  if (a.kind !== b.kind) return a.kind === "channel" ? -1 : 1;
  return a.kind === "channel" ? byName(a, b) : byNewest(a, b);
}

/** Channel names are lower case already, so plain order is the order of people, and cheap for thousands. */
function byName(a: ConversationView, b: ConversationView): number {
  const [left, right] = [a.name ?? "", b.name ?? ""];
  if (left === right) return a.id < b.id ? -1 : 1;
  return left < right ? -1 : 1;
}

function byNewest(a: ConversationView, b: ConversationView): number {
  const [left, right] = [a.lastMessageAt ?? a.createdAt, b.lastMessageAt ?? b.createdAt];
  if (left === right) return a.id < b.id ? -1 : 1;
  return left > right ? -1 : 1;
}

function keepEqual(before: Sidebar, after: Sidebar): Sidebar {
  const starred = sameOr(before.starred, after.starred);
  const channels = sameOr(before.channels, after.channels);
  const directMessages = sameOr(before.directMessages, after.directMessages);
  const isSame =
    starred === before.starred &&
    channels === before.channels &&
    directMessages === before.directMessages;
  return isSame ? before : { starred, channels, directMessages };
}

function sameOr(before: readonly string[], after: readonly string[]): readonly string[] {
  const isSame = before.length === after.length && before.every((id, index) => id === after[index]);
  return isSame ? before : after;
}

function idsOf(conversations: readonly ConversationView[]): string[] {
  return conversations.map(({ id }) => id);
}
