import type { RunCommand, TimelineActions } from "../state/open-workspace.ts";
import { roomOf } from "../state/rooms.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { emptyTimeline, runAround } from "../state/timeline.ts";
import type { Opening } from "../state/workspace-state.ts";
import { CommandError } from "./answer.ts";

/** The conversations on screen: what they need is loaded, and loaded again when it was dropped. */
export interface OpenConversations {
  open(conversationId: string): void;
  close(conversationId: string): void;
  ids(): Iterable<string>;
  /** To be called when the state has changed: what is on screen may have been dropped. */
  look(): void;
  /** The connection is back: what failed is tried again. */
  retry(): void;
}

export function createOpenConversations({
  store,
  command,
  timelines,
  onClosed,
}: {
  store: WorkspaceStore;
  command: RunCommand;
  timelines: Pick<TimelineActions, "loadLatest">;
  onClosed: (conversationId: string) => void;
}): OpenConversations {
  const shown = new Map<string, number>();
  const busy = new Set<string>();

  const bring = async (id: string) => {
    if (busy.has(id) || store.getState().loading.phase !== "ready") return;
    busy.add(id);
    try {
      await bringConversation(id);
    } finally {
      busy.delete(id);
    }
  };

  const bringConversation = async (id: string) => {
    if (!store.getState().conversations.has(id)) {
      setOpening(store, id, "opening");
      setOpening(store, id, await fetchConversation(store, command, id));
    } else setOpening(store, id, "open");
    if (store.getState().conversations.has(id) && needsMessages(store, id)) {
      await timelines.loadLatest(id);
    }
  };

  return {
    open(id) {
      shown.set(id, (shown.get(id) ?? 0) + 1);
      void bring(id);
    },
    close(id) {
      const times = (shown.get(id) ?? 0) - 1;
      if (times > 0) shown.set(id, times);
      else {
        shown.delete(id);
        forgetPreview(store, id);
        onClosed(id);
      }
    },
    ids: () => shown.keys(),
    look() {
      for (const id of shown.keys()) {
        const { conversations, openings, connection } = store.getState();
        if (connection.phase !== "live" || isHopeless(openings.get(id), conversations.has(id))) {
          continue;
        }
        if (openings.get(id) !== "open" || needsMessages(store, id)) void bring(id);
      }
    },
    retry() {
      for (const id of shown.keys()) {
        forgetFailure(store, id);
        void bring(id);
      }
    },
  };
}

/** Looked for and not found: only another try of the person or of the connection helps. */
function isHopeless(opening: Opening | undefined, isHeld: boolean): boolean {
  return !isHeld && (opening === "missing" || opening === "failed");
}

function forgetFailure(store: WorkspaceStore, id: string): void {
  store.setState(({ timelineViews }) => {
    const view = timelineViews.get(id);
    if (!view?.error) return {};
    return { timelineViews: new Map(timelineViews).set(id, { ...view, error: null }) };
  });
}

/** Of a channel that I am not in nothing comes live: the next look reads it anew. */
function forgetPreview(store: WorkspaceStore, id: string): void {
  store.setState((state) => {
    const conversation = state.conversations.get(id);
    if (!conversation || state.participations.get(id)?.leftAt === null) return {};
    const messages = new Map(state.messages);
    const clocks = new Map(state.clocks);
    messages.delete(id);
    clocks.delete(roomOf(conversation));
    return { messages, clocks };
  });
}

/** Whether the live end is not held and nobody looks at another part. */
function needsMessages(store: WorkspaceStore, id: string): boolean {
  const { messages, timelineViews } = store.getState();
  const view = timelineViews.get(id);
  const timeline = messages.get(id) ?? emptyTimeline;
  if (view && (view.loading.size > 0 || view.error)) return false;
  if (view && view.around !== null) return runAround(timeline, view.around) === undefined;
  return timeline.tail === null;
}

/** A conversation that I have not come across: the server knows whether I may read it. */
async function fetchConversation(
  store: WorkspaceStore,
  command: RunCommand,
  id: string,
): Promise<Opening> {
  try {
    await command("conversation:get", { conversationIds: [id] });
    return store.getState().conversations.has(id) ? "open" : "missing";
  } catch (error) {
    return isMalformed(error) ? "missing" : "failed";
  }
}

/** The address held something that is no id: nothing has it. */
function isMalformed(error: unknown): boolean {
  return error instanceof CommandError && error.code === "invalid";
}

function setOpening(store: WorkspaceStore, id: string, opening: Opening): void {
  store.setState(({ openings }) => ({ openings: new Map(openings).set(id, opening) }));
}
