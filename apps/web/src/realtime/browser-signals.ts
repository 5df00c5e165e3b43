/** What the browser tells of itself. */
export interface BrowserHandlers {
  onOnline?(): void;
  onOffline?(): void;
  onVisible?(): void;
  onHidden?(): void;
  /** The person moved, typed or touched. */
  onActivity?(): void;
}

/** The browser as the connection sees it; another one stands here in tests. */
export interface Browser {
  isOnline(): boolean;
  isVisible(): boolean;
  /** Asks the server for the smallest thing there is; whether anything at all answered within three seconds. */
  reachesServer(): Promise<boolean>;
  /** Listens until the returned function is called. */
  listen(handlers: BrowserHandlers): () => void;
}

/** Longer would fill up the six requests that a browser has under way over HTTP/1.1. */
const ANSWERS_WITHIN_MS = 3_000;

const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** The real one. */
export const browser: Browser = {
  isOnline: () => navigator.onLine,
  isVisible: () => document.visibilityState === "visible",
  reachesServer: () =>
    fetch("/livez", {
      ...{ cache: "no-store", credentials: "omit", redirect: "manual" },
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    }).then(
      () => true,
      () => false,
    ),
  listen(handlers) {
    const ends = new AbortController();
    const { signal } = ends;
    const on = (target: EventTarget, name: string, handler: () => void) =>
      target.addEventListener(name, handler, { signal, passive: true });
    on(window, "online", () => handlers.onOnline?.());
    on(window, "offline", () => handlers.onOffline?.());
    on(document, "visibilitychange", () => {
      if (document.visibilityState === "visible") handlers.onVisible?.();
      else handlers.onHidden?.();
    });
    if (handlers.onActivity) {
      for (const name of ACTIVITY) on(window, name, () => handlers.onActivity?.());
    }
    return () => ends.abort();
  },
};
