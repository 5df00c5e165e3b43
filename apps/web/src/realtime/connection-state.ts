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
/**
 * Where nothing gets through a dial makes room for the next after this time: who hangs in an old one would notice late that
 * the way is open again.
 */
export const DARK_DIAL_MS = 2_000;
/** For so long it is in a hurry. Then all that it does in the dark is done less often, for the battery's sake. */
export const IMPATIENT_FOR_MS = 120_000;
export const LATER_DARK_DIAL_MS = 5_000;
/** Whoever waits and hears that the way is open again dials within this time, and not in the same moment as everybody. */
export const RETURN_DELAY_MS = 500;

/** Where a connection stands, and when it dials or gives up next. */
export type ConnectionState = {
  /** Dials that failed since the line was last up. */
  failures: number;
  /** Whether it was ever up: only then it is a re-connection. */
  wasUp: boolean;
  /** The last that it met was silence, no answer: it asks whether the server can be reached at all. */
  isDark?: boolean;
  /** Since when that is not answered either. */
  shutSince?: number | undefined;
  /** When it dials anew: what was begun in the dark may never end. */
  redialsAt?: number | undefined;
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
  /** The page is not looked at any more. */
  | { type: "hidden" }
  /** Nobody answers the questions either. */
  | { type: "unanswered" }
  /** A question was answered, not the first one when `wasShut`. */
  | { type: "answered"; wasShut: boolean; chance: number }
  /** The connection of the dial is open. */
  | { type: "opened" }
  | { type: "tick"; chance: number }
);

/** Out of the dark. */
const lit = { isDark: false, shutSince: undefined, redialsAt: undefined };

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
    case "hidden":
      return state.shutSince === undefined ? state : { ...state, ...lit, isDark: true };
    case "opened":
      return state.phase === "dialing" && state.isDark ? { ...state, ...lit } : state;
    case "unanswered":
      return state.isDark ? findShut(state, signal.now) : state;
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
  const isLost = by === "silence" || !isYoungDial(state, now);
  if (state.isDark && !isLost) return seeLight(waits, { now, chance, wasShut: true });
  const { isDark, shutSince, redialsAt } = state;
  if (redialsAt !== undefined) return { ...waits, isDark, shutSince, redialsAt };
  return isLost ? { ...waits, isDark: true } : waits;
}

/** Back-off is for servers: to a way that is shut it would only be late. */
function findShut(state: ConnectionState, now: number): ConnectionState {
  if (state.shutSince !== undefined) return state;
  const shut = { ...state, shutSince: now };
  if (shut.phase === "waiting") return dial(shut, now);
  return shut.phase === "dialing" ? { ...shut, redialsAt: outlivedAt(shut, now) } : state;
}

/**
 * Whatever it was that answered: the way is open, and the failures were not the server's. A dial from the dark makes room
 * once more. A way that was never found shut is not why nobody answered: then the server is slow, and is not dialed more
 * often for it.
 */
function seeLight(
  state: ConnectionState,
  { now, chance, wasShut }: { now: number; chance: number; wasShut: boolean },
): ConnectionState {
  const { redialsAt } = state;
  if (state.phase === "dialing") {
    return { ...state, ...lit, failures: 1, redialsAt: redialsAt ?? outlivedAt(state, now) };
  }
  if (!wasShut) return { ...state, ...lit };
  const soon = now + Math.ceil(chance * RETURN_DELAY_MS);
  return { ...state, ...lit, failures: 1, redialsAt: soon };
}

/** When a dial is as old as one gets in the dark. */
function outlivedAt({ givesUpAt }: { givesUpAt: number }, now: number): number {
  return Math.max(now, givesUpAt - DIAL_TIMEOUT_MS + DARK_DIAL_MS);
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
  const { isDark = false, shutSince } = state;
  const dialing = { phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS } as const;
  if (shutSince === undefined) return { ...memoryOf(state), isDark, ...dialing };
  const lasts = now - shutSince < IMPATIENT_FOR_MS ? DARK_DIAL_MS : LATER_DARK_DIAL_MS;
  return { ...memoryOf(state), isDark, shutSince, ...dialing, redialsAt: now + lasts };
}

function move(state: ConnectionState, now: number): ConnectionState {
  return { ...memoryOf(state), phase: "dialing", givesUpAt: now + DIAL_TIMEOUT_MS, moves: true };
}

function memoryOf({ failures, wasUp }: ConnectionState): { failures: number; wasUp: boolean } {
  return { failures, wasUp };
}
