import type { TypingSignal } from "@hallway/protocol";
import { TYPING_EXPIRES_MS, TYPING_INTERVAL_MS } from "@hallway/protocol/limits";
import type { WorkspaceStore } from "../state/store.ts";

/** Who is writing where: told to the others while I write, and forgotten by itself. */
export interface Typing {
  /** I pressed a key. */
  report(conversationId: string): void;
  receive(signal: TypingSignal): void;
  /** Nobody is known to write: the connection broke. */
  clear(): void;
}

export function createTyping(
  store: WorkspaceStore,
  tell: (event: "typing", report: { conversationId: string }) => void,
): Typing {
  const told = new Map<string, number>();
  const expiries = new Map<string, ReturnType<typeof setTimeout>>();

  const setWriting = (conversationId: string, userId: string, isWriting: boolean) => {
    store.setState(({ typing }) => {
      const before = typing.get(conversationId);
      if ((before?.has(userId) ?? false) === isWriting) return {};
      const users = new Set(before);
      if (isWriting) users.add(userId);
      else users.delete(userId);
      const next = new Map(typing);
      if (users.size > 0) next.set(conversationId, users);
      else next.delete(conversationId);
      return { typing: next };
    });
  };

  return {
    report(conversationId) {
      const now = Date.now();
      if (now - (told.get(conversationId) ?? 0) < TYPING_INTERVAL_MS) return;
      told.set(conversationId, now);
      tell("typing", { conversationId });
    },
    receive({ conversationId, userId }) {
      if (userId === store.getState().me?.userId) return;
      const key = `${conversationId} ${userId}`;
      clearTimeout(expiries.get(key));
      setWriting(conversationId, userId, true);
      const expire = () => {
        expiries.delete(key);
        setWriting(conversationId, userId, false);
      };
      expiries.set(key, setTimeout(expire, TYPING_EXPIRES_MS));
    },
    clear() {
      for (const timer of expiries.values()) clearTimeout(timer);
      expiries.clear();
      told.clear();
      if (store.getState().typing.size > 0) store.setState({ typing: new Map() });
    },
  };
}
