import type { PresenceSignal } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import type { WorkspaceStore } from "../state/store.ts";
import type { Browser } from "./browser-signals.ts";

/** Without a sign of the person for this long, or hidden for this long, they are away. */
export const AWAY_AFTER_MS = 5 * 60_000;

/** What comes onto the screen together, such as a page of messages, is reported together. */
const REPORT_SHOWN_AFTER_MS = 200;

/** Who is here, and whether I am. */
export interface Presence {
  receive(signal: PresenceSignal): void;
  /** Somebody's presence is on the screen until the returned function is called: the server tells of it. */
  show(userId: string): () => void;
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
    tell: (event: "presence" | "presence:watch", report: object) => void;
  },
): Presence {
  let status: "active" | "away" = "active";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const shown = createShown(store, (userIds) => tell("presence:watch", { userIds }));

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
    show: shown.show,
    connected() {
      if (status === "away") tell("presence", { status });
      shown.connected();
    },
    close() {
      clearTimeout(timer);
      shown.close();
      unlisten();
    },
  };
}

/** Counts who is on the screen, and reports it when it has changed. */
function createShown(store: WorkspaceStore, report: (userIds: readonly string[]) => void) {
  const times = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reportNow = () => {
    timer = undefined;
    if (store.getState().connection.phase !== "live") return;
    report([...times.keys()].slice(-limits.peoplePerRequest));
  };
  const reportSoon = () => {
    timer ??= setTimeout(reportNow, REPORT_SHOWN_AFTER_MS);
  };
  const hide = (userId: string) => {
    const left = (times.get(userId) ?? 0) - 1;
    if (left > 0) return void times.set(userId, left);
    times.delete(userId);
    reportSoon();
  };

  return {
    show(userId: string) {
      const before = times.get(userId) ?? 0;
      times.set(userId, before + 1);
      if (before === 0) reportSoon();
      return () => hide(userId);
    },
    connected() {
      if (times.size > 0) reportSoon();
    },
    close: () => clearTimeout(timer),
  };
}
