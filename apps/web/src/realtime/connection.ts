import type { Refusal, ServerClosing } from "@hallway/protocol";
import type { ConnectionStatus } from "../state/workspace-state.ts";
import type { Browser } from "./browser-signals.ts";
import { askUntilAnswered } from "./connection-question.ts";
import {
  type ConnectionSignal,
  type ConnectionState,
  nextConnection,
  nextTickAt,
  startConnection,
  statusOf,
} from "./connection-state.ts";
import type { BrokenBy, Line, LineHandlers } from "./line.ts";

/** Keeps a line up, as `connection-state.ts` says. */
export interface Connection {
  /** The person asks to try now. */
  dialNow(): void;
  /** The server announced that it ends this connection. */
  end(refusal: Refusal): void;
  /** The server announced that it stops, and when to be elsewhere. */
  closing(notice: ServerClosing): void;
  close(): void;
}

type UntimedSignal =
  | { type: "up" | "browser-offline" | "browser-online" | "visible" | "hidden" | "dial" | "tick" }
  | { type: "unanswered" | "opened" }
  | { type: "down"; by: BrokenBy; retryInMs?: number }
  | { type: "closing"; afterMs: number }
  | { type: "answered"; wasShut: boolean }
  | { type: "refused"; refusal: Refusal };

/** Dials, and dials again for as long as it is not closed; `onStatus` hears of every change. */
export function keepConnected(
  createLine: (handlers: LineHandlers) => Line,
  { browser, onStatus }: { browser: Browser; onStatus: (status: ConnectionStatus) => void },
): Connection {
  let state: ConnectionState = startConnection(Date.now(), browser.isOnline());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopAsking: (() => void) | undefined;

  const signal = (happened: UntimedSignal) => {
    const before = state;
    state = nextConnection(before, timed(happened));
    if (state !== before) {
      onStatus(statusOf(state));
      act(before, happened);
    }
    // A timer may come a moment early: then it is set once more.
    schedule();
    askInTheDark();
  };
  const act = (before: ConnectionState, { type }: UntimedSignal) => {
    const leaves = before.phase === "live" || before.redialsAt !== undefined;
    if (isNewDial(before, state)) type === "tick" && leaves ? line.move() : dial(before);
    else if (before.phase === "dialing" && state.phase === "waiting") line.hangUp();
    else if (state.phase === "offline" || state.phase === "ended") line.hangUp();
  };
  const dial = (before: ConnectionState) => {
    // A dial that was under way is given up for a new one.
    if (before.phase === "dialing") line.hangUp();
    line.dial();
  };
  const schedule = () => {
    clearTimeout(timer);
    const at = nextTickAt(state);
    if (at !== null) timer = setTimeout(() => signal({ type: "tick" }), at - Date.now());
  };
  /** Where nobody looks nobody asks: a look at the page dials at once. */
  const askInTheDark = () => {
    if (state.isDark && browser.isVisible()) {
      stopAsking ??= askUntilAnswered(browser.reachesServer, {
        onSilence: () => signal({ type: "unanswered" }),
        onAnswer: (wasShut) => signal({ type: "answered", wasShut }),
      });
    } else {
      stopAsking?.();
      stopAsking = undefined;
    }
  };

  const line = createLine({
    onOpened: () => signal({ type: "opened" }),
    onUp: () => signal({ type: "up" }),
    onDown: (by, retryInMs = 0) => signal({ type: "down", by, retryInMs }),
    onRefused: (refusal) => signal({ type: "refused", refusal }),
  });
  const unlisten = browser.listen({
    onOffline: () => signal({ type: "browser-offline" }),
    onOnline: () => signal({ type: "browser-online" }),
    onVisible: () => signal({ type: "visible" }),
    onHidden: () => signal({ type: "hidden" }),
  });
  onStatus(statusOf(state));
  if (state.phase === "dialing") line.dial();
  schedule();

  return {
    dialNow: () => signal({ type: "dial" }),
    end: (refusal) => signal({ type: "refused", refusal }),
    closing: ({ afterMs }) => signal({ type: "closing", afterMs }),
    close() {
      clearTimeout(timer);
      stopAsking?.();
      unlisten();
      line.dispose();
    },
  };
}

function isNewDial(before: ConnectionState, state: ConnectionState): boolean {
  if (state.phase !== "dialing") return false;
  return before.phase !== "dialing" || before.givesUpAt !== state.givesUpAt;
}

function timed(happened: UntimedSignal): ConnectionSignal {
  return Object.assign({ now: Date.now(), chance: Math.random() }, happened);
}
