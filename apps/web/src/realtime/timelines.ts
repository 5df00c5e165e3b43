import type { ErrorView } from "@hallway/protocol";
import { applyPage, type MessagePage } from "../state/apply-page.ts";
import type { RunCommand, TimelineActions } from "../state/open-workspace.ts";
import { defaultView, selectTimeline } from "../state/shown-timeline.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { emptyTimeline, messageAt, messageOf, runAround, tailRun } from "../state/timeline.ts";
import type { TimelineView } from "../state/workspace-state.ts";
import { toErrorView } from "./answer.ts";

/** Messages in one page. */
export const PAGE = 50;
/** A page that is stale on arrival is asked for again; so often at most. */
const STALE_TRIES = 3;

type Way = "latest" | "older" | "newer" | "around";

/** Where a page lies. */
interface Place {
  before?: number;
  after?: number;
  around?: number | string;
}

/** Loads the parts of a conversation that its screen shows. Failures are told in the timeline's `error`. */
export function createTimelines(
  store: WorkspaceStore,
  command: RunCommand,
): Omit<TimelineActions, "openConversation" | "closeConversation"> {
  const running = new Map<string, Promise<MessagePage | null>>();
  /** Which place of a conversation the person asked for last: an answer to an earlier wish moves nothing. */
  const wishes = new Map<string, object>();

  /** One load of each way at a time: repeated calls are one. */
  const load = (conversationId: string, way: Way, place: Place) => {
    const key = `${way} ${conversationId} ${place.around ?? ""}`;
    const known = running.get(key);
    if (known) return known;
    const loading = loadPage(conversationId, way, place).finally(() => running.delete(key));
    running.set(key, loading);
    return loading;
  };

  const loadPage = async (conversationId: string, way: Way, place: Place) => {
    changeView(store, conversationId, (view) => ({
      ...view,
      loading: new Set(view.loading).add(way),
      error: null,
    }));
    let error: ErrorView | null = null;
    try {
      return await fetchPage(conversationId, place);
    } catch (failure) {
      error = toErrorView(failure);
      return null;
    } finally {
      changeView(store, conversationId, (view) => ({
        ...view,
        loading: new Set([...view.loading].filter((loading) => loading !== way)),
        error,
      }));
    }
  };

  const fetchPage = async (conversationId: string, place: Place): Promise<MessagePage | null> => {
    for (let tries = 0; tries < STALE_TRIES; tries++) {
      const page = await command("message:list", { conversationId, ...place, limit: PAGE });
      const state = applyPage(store.getState(), conversationId, {
        page,
        ...(place.after !== undefined && { after: place.after }),
      });
      if (!state) continue;
      store.setState(state, true);
      return page;
    }
    return null;
  };

  return {
    async loadLatest(conversationId) {
      wishes.delete(conversationId);
      changeView(store, conversationId, (view) => ({ ...view, around: null }));
      if (tailOf(store, conversationId)) return;
      await load(conversationId, "latest", {});
    },
    async loadOlder(conversationId) {
      const { messages, hasOlder } = selectTimeline(store.getState(), conversationId);
      const [first] = messages;
      if (first && hasOlder) await load(conversationId, "older", { before: first.seq });
    },
    async loadNewer(conversationId) {
      const { messages, hasNewer } = selectTimeline(store.getState(), conversationId);
      const last = messages.at(-1);
      if (last && hasNewer) await load(conversationId, "newer", { after: last.seq });
    },
    async loadAround(conversationId, place) {
      const wish = {};
      wishes.set(conversationId, wish);
      const isHeld = heldContext(store, conversationId, place) >= PAGE / 2;
      if (!isHeld) await load(conversationId, "around", { around: place });
      const seq = heldSeq(store, conversationId, place);
      if (seq === null) return isReachable(store, conversationId) ? "missing" : "failed";
      if (wishes.get(conversationId) !== wish) return seq;
      const isAtEnd = tailOf(store, conversationId)?.some((message) => message.seq === seq);
      changeView(store, conversationId, (view) => ({ ...view, around: isAtEnd ? null : seq }));
      return seq;
    },
  };
}

/** How many messages are held around a place without a gap. */
function heldContext(store: WorkspaceStore, id: string, place: number | string): number {
  const seq = heldSeq(store, id, place);
  const timeline = store.getState().messages.get(id) ?? emptyTimeline;
  return seq === null ? 0 : (runAround(timeline, seq)?.length ?? 0);
}

/** The seq of a message that is held; null when it is not. */
function heldSeq(store: WorkspaceStore, id: string, place: number | string): number | null {
  const timeline = store.getState().messages.get(id) ?? emptyTimeline;
  const message =
    typeof place === "string" ? messageOf(timeline, place) : messageAt(timeline, place);
  return message?.seq ?? null;
}

/** Whether the last load was answered; that a place is not there is an answer too. */
function isReachable(store: WorkspaceStore, id: string): boolean {
  const code = store.getState().timelineViews.get(id)?.error?.code ?? "not_found";
  return code === "not_found" || code === "invalid";
}

function tailOf(store: WorkspaceStore, conversationId: string) {
  return tailRun(store.getState().messages.get(conversationId) ?? emptyTimeline);
}

function changeView(
  store: WorkspaceStore,
  conversationId: string,
  change: (view: TimelineView) => TimelineView,
): void {
  store.setState(({ timelineViews }) => {
    const view = change(timelineViews.get(conversationId) ?? defaultView);
    return { timelineViews: new Map(timelineViews).set(conversationId, view) };
  });
}
