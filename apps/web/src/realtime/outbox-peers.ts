import type { OutboxOwner } from "./outbox-storage.ts";

/** The other tabs of this browser that have the same outbox open. */
export interface OutboxPeers {
  /** Tells them that the drawer has changed. */
  tell(): void;
  /** Resolves when this tab is the one that sends, until `signal` ends it. Only one tab sends at a time. */
  takeTurn(signal: AbortSignal, send: () => Promise<void>): Promise<void>;
  close(): void;
}

/** Peers by the browser's own means; without them each tab sends, which the messages' ids make harmless. */
export function openOutboxPeers(
  { userId, workspaceId }: OutboxOwner,
  onChange: () => void,
): OutboxPeers {
  const name = `hallway-outbox:${userId}:${workspaceId}`;
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  let isOpen = true;
  channel?.addEventListener("message", onChange);
  return {
    // A closed channel refuses, and a message may be settled after it was closed.
    tell: () => {
      if (isOpen) channel?.postMessage("changed");
    },
    async takeTurn(signal, send) {
      const locks: LockManager | undefined = navigator.locks;
      if (!locks) return send();
      try {
        await locks.request(name, { signal }, send);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    close() {
      isOpen = false;
      channel?.close();
    },
  };
}
