import type { Refusal } from "@hallway/protocol";
import type { ConnectionStatus } from "../state/workspace-state.ts";
import type { BrokenBy } from "./line.ts";

/** The first wait after the network broke: long enough not to dial into a cable that is being plugged. */
export const FIRST_DELAY_MS = 1_000;
/** The server dropped many at once: the first dials are spread, or all of them meet in the same second. */
export const SERVER_CLOSED_DELAY_MS = 5_000;
/** No wait is longer, so a server that is back is found within this time. */
export const LONGEST_DELAY_MS = 30_000;
/** A dial without an answer has failed after this time. */
export const DIAL_TIMEOUT_MS = 15_000;

/** Where a connection stands, and when it dials or gives up next. */
export type ConnectionState = {
  /** Dials that failed since the line was last up. */
  failures: number;
  /** Whether it was ever up: only then it is a re-connection. */
  wasUp: boolean;
} & (
  | { phase: "dialing"; givesUpAt: number }
  | { phase: "live" }
  | { phase: "waiting"; dialsAt: number }
  | { phase: "offline" }
  | { phase: "ended"; refusal: Refusal }
);

/** What happens to a connection. Time and chance come from outside, so the machine itself is a table. */
export type ConnectionSignal = { now: number } & (
  | { type: "up" }
  /** `chance` is evenly spread over 0 to 1. */
  | { type: "down"; by: BrokenBy; chance: number }
  | { type: "refused"; refusal: Refusal; chance: number }
  | { type: "browser-offline" }
  | { type: "browser-online" }
  | { type: "visible" }
  /** The person asks. */
  | { type: "dial" }
  | { type: "tick"; chance: number }
);

export function startConnection(now: number, isOnline: boolean): ConnectionState {
  const start = { failures: 0, wasUp: false };
  if (!isOnline) return { ...start, phase: "offline" };
  return { ...start, phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS };
}

export function nextConnection(state: ConnectionState, signal: ConnectionSignal): ConnectionState {
  switch (signal.type) {
    case "up":
      return state.phase === "offline" ? state : { phase: "live", failures: 0, wasUp: true };
    case "down":
      return breakDown(state, signal);
    case "refused":
      return refuse(state, signal);
    case "browser-offline":
      return state.phase === "ended" ? state : { ...memoryOf(state), phase: "offline" };
    case "browser-online":
      // One that waits keeps waiting: the network's return would else gather everybody in one moment.
      return state.phase === "offline" ? dial(state, signal.now) : state;
    case "visible":
      return state.phase === "waiting" ? dial(state, signal.now) : state;
    case "dial":
      return state.phase === "live" || state.phase === "dialing" ? state : dial(state, signal.now);
    case "tick":
      return onTick(state, signal);
  }
}

/** When the machine wants its next `tick`; null when it waits for something else. */
export function nextTickAt(state: ConnectionState): number | null {
  if (state.phase === "waiting") return state.dialsAt;
  return state.phase === "dialing" ? state.givesUpAt : null;
}

/** The status as the screens show it. */
export function statusOf(state: ConnectionState): ConnectionStatus {
  switch (state.phase) {
    case "live":
      return { phase: "live" };
    case "offline":
      return { phase: "offline" };
    case "ended":
      return { phase: "ended", refusal: state.refusal };
    default:
      return { phase: state.wasUp || state.failures > 0 ? "reconnecting" : "connecting" };
  }
}

function breakDown(
  state: ConnectionState,
  { by, now, chance }: { by: BrokenBy; now: number; chance: number },
): ConnectionState {
  if (state.phase === "live") {
    const spread = by === "server" ? SERVER_CLOSED_DELAY_MS : FIRST_DELAY_MS;
    return {
      failures: 0,
      wasUp: true,
      phase: "waiting",
      dialsAt: now + Math.ceil(chance * spread),
    };
  }
  return state.phase === "dialing" ? wait(state, now, chance) : state;
}

/** Full jitter: anywhere between now and the doubled limit, so that crowds come apart. */
function wait(state: ConnectionState, now: number, chance: number): ConnectionState {
  const failures = state.failures + 1;
  const limit = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return {
    failures,
    wasUp: state.wasUp,
    phase: "waiting",
    dialsAt: now + Math.ceil(chance * limit),
  };
}

function refuse(
  state: ConnectionState,
  { refusal, now, chance }: { refusal: Refusal; now: number; chance: number },
): ConnectionState {
  if (refusal.code === "rate_limited") return wait(state, now, chance);
  return { ...memoryOf(state), phase: "ended", refusal };
}

function onTick(
  state: ConnectionState,
  { now, chance }: { now: number; chance: number },
): ConnectionState {
  if (state.phase === "waiting" && now >= state.dialsAt) return dial(state, now);
  if (state.phase === "dialing" && now >= state.givesUpAt) return wait(state, now, chance);
  return state;
}

function dial(state: ConnectionState, now: number): ConnectionState {
  return { ...memoryOf(state), phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS };
}

function memoryOf({ failures, wasUp }: ConnectionState): { failures: number; wasUp: boolean } {
  return { failures, wasUp };
}
