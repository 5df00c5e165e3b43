import type { Refusal } from "@hallway/protocol";
import type { ConnectionStatus } from "../state/workspace-state.ts";
import type { Browser } from "./browser-signals.ts";
import {
  type ConnectionSignal,
  type ConnectionState,
  nextConnection,
  nextTickAt,
  startConnection,
  statusOf,
} from "./connection-state.ts";
import type { Line, LineHandlers } from "./line.ts";

/** Keeps a line up, as `connection-state.ts` says. */
export interface Connection {
  /** The person asks to try now. */
  dialNow(): void;
  /** The server announced that it ends this connection. */
  end(refusal: Refusal): void;
  close(): void;
}

type UntimedSignal =
  | { type: "up" | "browser-offline" | "browser-online" | "visible" | "dial" | "tick" }
  | { type: "down"; by: "server" | "network" }
  | { type: "refused"; refusal: Refusal };

/** Dials, and dials again for as long as it is not closed; `onStatus` hears of every change. */
export function keepConnected(
  createLine: (handlers: LineHandlers) => Line,
  { browser, onStatus }: { browser: Browser; onStatus: (status: ConnectionStatus) => void },
): Connection {
  let state: ConnectionState = startConnection(Date.now(), browser.isOnline());
  let timer: ReturnType<typeof setTimeout> | undefined;

  const signal = (happened: UntimedSignal) => {
    const before = state;
    state = nextConnection(before, timed(happened));
    if (state !== before) {
      onStatus(statusOf(state));
      act(before);
    }
    // A timer may come a moment early: then it is set once more.
    schedule();
  };
  const act = (before: ConnectionState) => {
    if (state.phase === "dialing" && before.phase !== "dialing") line.dial();
    else if (before.phase === "dialing" && state.phase === "waiting") line.hangUp();
    else if (state.phase === "offline" || state.phase === "ended") line.hangUp();
  };
  const schedule = () => {
    clearTimeout(timer);
    const at = nextTickAt(state);
    if (at !== null) timer = setTimeout(() => signal({ type: "tick" }), at - Date.now());
  };

  const line = createLine({
    onUp: () => signal({ type: "up" }),
    onDown: (by) => signal({ type: "down", by }),
    onRefused: (refusal) => signal({ type: "refused", refusal }),
  });
  const unlisten = browser.listen({
    onOffline: () => signal({ type: "browser-offline" }),
    onOnline: () => signal({ type: "browser-online" }),
    onVisible: () => signal({ type: "visible" }),
  });
  onStatus(statusOf(state));
  if (state.phase === "dialing") line.dial();
  schedule();

  return {
    dialNow: () => signal({ type: "dial" }),
    end: (refusal) => signal({ type: "refused", refusal }),
    close() {
      clearTimeout(timer);
      unlisten();
      line.dispose();
    },
  };
}

function timed(happened: UntimedSignal): ConnectionSignal {
  return { ...happened, now: Date.now(), chance: Math.random() };
}
