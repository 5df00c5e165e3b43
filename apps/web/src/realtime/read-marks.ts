import type { ReadActions, RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { emptyTimeline, newestSeq } from "../state/timeline.ts";
import { selectUnread } from "../state/unread-of-state.ts";
import { toErrorView } from "./answer.ts";

/** Sends of one conversation are gathered: scrolling moves the pointer many times a second. */
export const SEND_AFTER_MS = 250;

interface Mark {
  seq: number;
  unread: boolean;
}

/** Moves my read pointers: on the screen at once, to the server one at a time, after a reconnect too. */
export interface ReadMarks extends ReadActions {
  /** The connection is back, or the tab may go: what is gathered goes now. */
  flush(): void;
  /** Another person is here now. */
  forget(): void;
  close(): void;
}

/** `mayTell`: whether the connection is mine; until then marks are kept back for `flush`. */
export function createReadMarks(
  store: WorkspaceStore,
  { command, mayTell }: { command: RunCommand; mayTell: () => boolean },
): ReadMarks {
  const waiting = new Map<string, Mark>();
  const sending = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const mark = (id: string, { seq, unread }: Mark) => {
    waiting.set(id, { seq, unread });
    const pointer = unread ? Math.max(0, seq - 1) : seq;
    store.setState(({ readPointers }) => ({
      readPointers: new Map(readPointers).set(id, pointer),
    }));
    if (!timers.has(id))
      timers.set(
        id,
        setTimeout(() => void send(id), SEND_AFTER_MS),
      );
  };

  const send = async (id: string) => {
    timers.delete(id);
    const next = waiting.get(id);
    if (!next || sending.has(id) || !mayTell()) return;
    sending.add(id);
    waiting.delete(id);
    try {
      await command("read:mark", { conversationId: id, ...next });
      if (!waiting.has(id)) forgetPointer(id);
    } catch (error) {
      // What was marked since is newer than what failed.
      const { code } = toErrorView(error);
      if (isTemporary(code)) waiting.set(id, waiting.get(id) ?? next);
      else if (!waiting.has(id)) forgetPointer(id);
    } finally {
      sending.delete(id);
    }
    const isLive = store.getState().connection.phase === "live";
    if (waiting.has(id) && isLive && !timers.has(id)) {
      timers.set(
        id,
        setTimeout(() => void send(id), RETRY_MS),
      );
    }
  };

  const forgetPointer = (id: string) => {
    store.setState(({ readPointers }) => {
      const left = new Map(readPointers);
      left.delete(id);
      return { readPointers: left };
    });
  };

  const readTo = (id: string) => {
    const state = store.getState();
    return state.readPointers.get(id) ?? state.participations.get(id)?.lastReadSeq ?? 0;
  };

  return {
    markRead(id, seq) {
      if (store.getState().participations.get(id)?.leftAt !== null) return;
      if (seq > readTo(id)) mark(id, { seq, unread: false });
    },
    markUnread(id, seq) {
      if (store.getState().participations.get(id)?.leftAt === null) mark(id, { seq, unread: true });
    },
    markAllRead() {
      const state = store.getState();
      for (const [id, conversation] of state.conversations) {
        if (selectUnread(state, id).unread === 0) continue;
        const held = newestSeq(state.messages.get(id) ?? emptyTimeline);
        mark(id, { seq: Math.max(conversation.lastSeq, held), unread: false });
      }
    },
    flush() {
      for (const id of waiting.keys()) void send(id);
    },
    forget() {
      waiting.clear();
      store.setState({ readPointers: new Map() });
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

const RETRY_MS = 2_000;

function isTemporary(code: string): boolean {
  return ["unavailable", "rate_limited", "internal", "unauthenticated"].includes(code);
}
