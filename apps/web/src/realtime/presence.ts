import type { PresenceSignal } from "@hallway/protocol";
import type { WorkspaceStore } from "../state/store.ts";
import type { Browser } from "./browser-signals.ts";

/** Without a sign of the person for this long, or hidden for this long, they are away. */
export const AWAY_AFTER_MS = 5 * 60_000;

/** Who is here, and whether I am. */
export interface Presence {
  receive(signal: PresenceSignal): void;
  /** A new connection knows nothing of what I reported before. */
  connected(): void;
  close(): void;
}

export function createPresence(
  store: WorkspaceStore,
  {
    browser,
    tell,
  }: {
    browser: Browser;
    tell: (event: "presence", report: { status: "active" | "away" }) => void;
  },
): Presence {
  let status: "active" | "away" = "active";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: "active" | "away") => {
    if (status === next) return;
    status = next;
    tell("presence", { status });
  };
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => become("away"), AWAY_AFTER_MS);
  };
  const onActivity = () => {
    become("active");
    watch();
  };
  watch();
  const unlisten = browser.listen({ onActivity, onVisible: onActivity, onHidden: watch });

  return {
    receive({ userId, status: theirs }) {
      store.setState(({ presence }) => {
        if ((presence.get(userId) ?? "offline") === theirs) return {};
        const next = new Map(presence);
        if (theirs === "offline") next.delete(userId);
        else next.set(userId, theirs);
        return { presence: next };
      });
    },
    connected() {
      if (status === "away") tell("presence", { status });
    },
    close() {
      clearTimeout(timer);
      unlisten();
    },
  };
}
