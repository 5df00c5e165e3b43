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
/** A dial that is younger than this needs no hurrying, and one that fails later than this was not answered but lost. */
export const YOUNG_DIAL_MS = 2_000;
/** Whoever hears that the way is open again dials within this time: a crowd's questions are a second apart as well. */
export const RETURN_DELAY_MS = 500;

/** Where a connection stands, and when it dials or gives up next. */
export type ConnectionState = {
  /** Dials that failed since the line was last up. */
  failures: number;
  /** Whether it was ever up: only then it is a re-connection. */
  wasUp: boolean;
  /** The last that it met was silence, no answer: the server is asked whether it can be reached at all. */
  isDark?: boolean;
  /** The way is open again: then it dials anew, since what was begun in the dark may never end. */
  redialsAt?: number;
} /** `moves` to a new connection because the old one was about to close: nothing has gone wrong. */ & (
  | { phase: "dialing"; givesUpAt: number; moves?: true }
  /** `movesAt` when the server has announced that it stops. */
  | { phase: "live"; movesAt?: number }
  | { phase: "waiting"; dialsAt: number }
  | { phase: "offline" }
  | { phase: "ended"; refusal: Refusal }
);

/** What happens to a connection. Time and chance come from outside, so the machine itself is a table. */
export type ConnectionSignal = { now: number } & (
  | { type: "up" }
  /** `chance` is evenly spread over 0 to 1. */
  | { type: "down"; by: BrokenBy; retryInMs?: number; chance: number }
  | { type: "refused"; refusal: Refusal; chance: number }
  /** The server is about to stop. */
  | { type: "closing"; afterMs: number }
  | { type: "browser-offline" }
  | { type: "browser-online"; chance: number }
  | { type: "visible" }
  /** The person asks. */
  | { type: "dial" }
  /** Something came back over the way to the server; `wasShut` when an earlier question found it shut. */
  | { type: "answered"; wasShut: boolean; chance: number }
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
    case "closing":
      return state.phase === "live" ? { ...state, movesAt: signal.now + signal.afterMs } : state;
    case "browser-offline":
      return state.phase === "ended" ? state : { ...memoryOf(state), phase: "offline" };
    case "browser-online":
      return state.phase === "offline" ? wakeUp(state, signal) : state;
    case "visible":
      return state.phase === "waiting" ? dial(state, signal.now) : state;
    case "dial":
      return state.phase === "live" || isYoungDial(state, signal.now)
        ? state
        : dial(state, signal.now);
    case "answered":
      return state.isDark ? seeLight(state, signal) : state;
    case "tick":
      return onTick(state, signal);
  }
}

/** When the machine wants its next `tick`; null when it waits for something else. */
export function nextTickAt(state: ConnectionState): number | null {
  switch (state.phase) {
    case "waiting":
      return Math.min(state.dialsAt, state.redialsAt ?? state.dialsAt);
    case "dialing":
      return Math.min(state.givesUpAt, state.redialsAt ?? state.givesUpAt);
    case "live":
      return state.movesAt ?? null;
    default:
      return null;
  }
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
      return { phase: isTrouble(state) ? "reconnecting" : "connecting" };
  }
}

function isTrouble(state: ConnectionState): boolean {
  if (state.phase === "dialing" && state.moves) return false;
  return state.wasUp || state.failures > 0;
}

function breakDown(
  state: ConnectionState,
  signal: { by: BrokenBy; retryInMs?: number; now: number; chance: number },
): ConnectionState {
  const { by, retryInMs, now, chance } = signal;
  if (by === "us") return state.phase === "live" ? move(state, now) : state;
  if (state.phase === "live") {
    const spread = by === "server" ? SERVER_CLOSED_DELAY_MS : FIRST_DELAY_MS;
    return {
      failures: 0,
      wasUp: true,
      phase: "waiting",
      dialsAt: now + Math.ceil(chance * spread),
      isDark: by === "silence",
    };
  }
  if (state.phase !== "dialing") return state;
  const waits = wait(state, signal);
  if (retryInMs) return waits;
  if (state.redialsAt !== undefined) return { ...waits, redialsAt: state.redialsAt };
  if (by === "silence" || !isYoungDial(state, now)) return { ...waits, isDark: true };
  return state.isDark ? seeLight(waits, { now, chance, wasShut: true }) : waits;
}

/**
 * Whatever it was that answered: the way is open, and the failures were not the server's. What was begun in the dark has
 * until the new dial to come up. A way that was never found shut is not why nobody answered: then the server is slow, and
 * is not dialed more often for it.
 */
function seeLight(
  state: ConnectionState,
  { now, chance, wasShut }: { now: number; chance: number; wasShut: boolean },
): ConnectionState {
  const lit = { ...state, isDark: false };
  if (state.phase === "waiting" && !wasShut) return lit;
  return { ...lit, failures: 1, redialsAt: now + Math.ceil(chance * RETURN_DELAY_MS) };
}

/**
 * Full jitter: anywhere between now and the doubled limit, so that crowds come apart; all of it after the time that the
 * server asked for.
 */
function wait(
  state: ConnectionState,
  { now, chance, retryInMs = 0 }: { now: number; chance: number; retryInMs?: number },
): ConnectionState {
  const failures = state.failures + 1;
  const limit = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return {
    failures,
    wasUp: state.wasUp,
    phase: "waiting",
    dialsAt: now + retryInMs + Math.ceil(chance * limit),
  };
}

/** The network's return wakes everybody behind it in one moment, so they still come apart a little. */
function wakeUp(
  state: ConnectionState,
  { now, chance }: { now: number; chance: number },
): ConnectionState {
  return {
    ...memoryOf(state),
    phase: "waiting",
    dialsAt: now + Math.ceil(chance * FIRST_DELAY_MS),
  };
}

function isYoungDial(state: ConnectionState, now: number): boolean {
  return state.phase === "dialing" && now < state.givesUpAt - DIAL_TIMEOUT_MS + YOUNG_DIAL_MS;
}

function refuse(
  state: ConnectionState,
  { refusal, now, chance }: { refusal: Refusal; now: number; chance: number },
): ConnectionState {
  if (refusal.code === "rate_limited" || refusal.code === "unavailable") {
    const { retryInMs = 0 } = refusal;
    return wait(state, { now, chance, retryInMs });
  }
  return { ...memoryOf(state), phase: "ended", refusal };
}

function onTick(
  state: ConnectionState,
  { now, chance }: { now: number; chance: number },
): ConnectionState {
  if (state.redialsAt !== undefined && now >= state.redialsAt) return dial(state, now);
  if (state.phase === "waiting" && now >= state.dialsAt) return dial(state, now);
  if (state.phase === "dialing" && now >= state.givesUpAt) {
    return breakDown(state, { by: "silence", now, chance });
  }
  if (state.phase === "live" && state.movesAt !== undefined && now >= state.movesAt) {
    return move(state, now);
  }
  return state;
}

/** In the dark until somebody answers. */
function dial(state: ConnectionState, now: number): ConnectionState {
  const { isDark = false } = state;
  return { ...memoryOf(state), isDark, phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS };
}

function move(state: ConnectionState, now: number): ConnectionState {
  return { ...memoryOf(state), phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS, moves: true };
}

function memoryOf({ failures, wasUp }: ConnectionState): { failures: number; wasUp: boolean } {
  return { failures, wasUp };
}
