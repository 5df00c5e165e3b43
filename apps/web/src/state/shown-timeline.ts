import type { ErrorView, MessageView } from "@hallway/protocol";
import type { PendingMessage } from "./pending.ts";
import { emptyTimeline, newestSeq, type Run, runAround, tailRun } from "./timeline.ts";
import type { TimelineView, WorkspaceState } from "./workspace-state.ts";

/** What a conversation's screen draws. */
export interface Timeline {
  phase: "loading" | "ready" | "failed";
  error: ErrorView | null;
  /** One unbroken run, oldest first; deleted ones are in it as tombstones. */
  messages: readonly MessageView[];
  hasOlder: boolean;
  hasNewer: boolean;
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** What I sent and is not confirmed; to be drawn after the messages when `hasNewer` is false. */
  pending: readonly PendingMessage[];
}

export const defaultView: TimelineView = { around: null, loading: new Set(), error: null };

const nothing: readonly never[] = [];

/** The part of a conversation that its screen shows. Its arrays stay the same objects while nothing in them changes. */
export function selectTimeline(state: WorkspaceState, conversationId: string): Timeline {
  const { around, loading, error } = state.timelineViews.get(conversationId) ?? defaultView;
  const run = shownRun(state, conversationId, around);
  const messages = run ?? nothing;
  const missing = error ? ("failed" as const) : ("loading" as const);
  return {
    phase: run ? "ready" : missing,
    error,
    messages,
    hasOlder: (messages[0]?.seq ?? 1) > 1,
    hasNewer: run !== undefined && hasNewer(state, conversationId, run),
    loadingOlder: loading.has("older"),
    loadingNewer: loading.has("newer"),
    pending: state.pending.get(conversationId) ?? nothing,
  };
}

function shownRun(
  state: WorkspaceState,
  conversationId: string,
  around: number | null,
): Run | undefined {
  const timeline = state.messages.get(conversationId) ?? emptyTimeline;
  return around === null ? tailRun(timeline) : runAround(timeline, around);
}

/** At the live end nothing is newer, also while a message that came too early waits for the one before it. */
function hasNewer(state: WorkspaceState, conversationId: string, run: Run): boolean {
  const timeline = state.messages.get(conversationId) ?? emptyTimeline;
  if (run === tailRun(timeline) || run.length === 0) return false;
  const lastSeq = state.conversations.get(conversationId)?.lastSeq ?? 0;
  return (run.at(-1)?.seq ?? 0) < Math.max(lastSeq, newestSeq(timeline));
}
