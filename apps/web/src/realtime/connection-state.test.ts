import { describe, expect, test } from "vitest";
import {
  type ConnectionSignal,
  type ConnectionState,
  DIAL_TIMEOUT_MS,
  LONGEST_DELAY_MS,
  nextConnection,
  nextTickAt,
  SERVER_CLOSED_DELAY_MS,
  startConnection,
  statusOf,
} from "./connection-state.ts";

const refusal = { code: "deactivated", message: "Your account was deactivated." } as const;
const busy = { code: "unavailable", message: "Busy.", retryInMs: 7_000 } as const;
const tooOften = { code: "rate_limited", message: "Wait a moment." } as const;

const dialing: ConnectionState = { phase: "dialing", givesUpAt: 15_000, failures: 0, wasUp: false };
const live: ConnectionState = { phase: "live", failures: 0, wasUp: true };
const waiting: ConnectionState = { phase: "waiting", dialsAt: 5_000, failures: 2, wasUp: true };
const moving: ConnectionState = { ...live, movesAt: 9_100 };
const offline: ConnectionState = { phase: "offline", failures: 0, wasUp: true };
const ended: ConnectionState = { phase: "ended", refusal, failures: 0, wasUp: true };

type Row = [name: string, from: ConnectionState, signal: ConnectionSignal, to: object];

const rows: Row[] = [
  ["a dial that succeeds is live", dialing, { type: "up", now: 1 }, live],
  ["a line that comes up while waiting is live", waiting, { type: "up", now: 1 }, live],
  ["a line that comes up too late stays offline", offline, { type: "up", now: 1 }, offline],
  [
    "a server that closes spreads the dials over five seconds",
    live,
    { type: "down", by: "server", now: 100, chance: 0.5 },
    { phase: "waiting", dialsAt: 100 + SERVER_CLOSED_DELAY_MS / 2, failures: 0, wasUp: true },
  ],
  [
    "a network that breaks is dialled within a second",
    live,
    { type: "down", by: "network", now: 100, chance: 0.5 },
    { phase: "waiting", dialsAt: 600, failures: 0, wasUp: true },
  ],
  [
    "a dial that fails doubles the limit",
    dialing,
    { type: "down", by: "network", now: 0, chance: 1 },
    { phase: "waiting", dialsAt: 2_000, failures: 1, wasUp: false },
  ],
  [
    "a moment of a timer is a whole number",
    dialing,
    { type: "down", by: "network", now: 0, chance: 0.333_33 },
    { phase: "waiting", dialsAt: 667, failures: 1, wasUp: false },
  ],
  [
    "no wait is longer than the longest",
    { ...dialing, failures: 20 },
    { type: "down", by: "network", now: 0, chance: 1 },
    { phase: "waiting", dialsAt: LONGEST_DELAY_MS, failures: 21, wasUp: false },
  ],
  [
    "a break of what is broken changes nothing",
    waiting,
    { type: "down", by: "network", now: 0, chance: 1 },
    waiting,
  ],
  [
    "a refusal ends it",
    dialing,
    { type: "refused", refusal, now: 0, chance: 0 },
    { phase: "ended", refusal, failures: 0, wasUp: false },
  ],
  [
    "a refusal for asking too often only waits",
    dialing,
    { type: "refused", refusal: tooOften, now: 0, chance: 1 },
    { phase: "waiting", dialsAt: 2_000, failures: 1, wasUp: false },
  ],
  [
    "a server that is busy is left alone for as long as it asks, and then a little",
    dialing,
    { type: "refused", refusal: busy, now: 100, chance: 0.5 },
    { phase: "waiting", dialsAt: 100 + 7_000 + 1_000, failures: 1 },
  ],
  [
    "so is one that refused the handshake itself",
    dialing,
    { type: "down", by: "network", retryInMs: 5_000, now: 0, chance: 0 },
    { phase: "waiting", dialsAt: 5_000, failures: 1 },
  ],
  [
    "a live one that is told to stay away goes and waits",
    live,
    { type: "refused", refusal: busy, now: 0, chance: 0 },
    { phase: "waiting", dialsAt: 7_000 },
  ],
  [
    "a server that stops is left when it said",
    live,
    { type: "closing", afterMs: 9_000, now: 100 },
    { phase: "live", movesAt: 9_100 },
  ],
  ["not earlier", moving, { type: "tick", now: 9_099, chance: 0 }, moving],
  [
    "and then another is dialled at once",
    moving,
    { type: "tick", now: 9_100, chance: 1 },
    { phase: "dialing", moves: true, givesUpAt: 9_100 + DIAL_TIMEOUT_MS },
  ],
  [
    "a line that we left for another namespace is dialled at once",
    live,
    { type: "down", by: "us", now: 5, chance: 1 },
    { phase: "dialing", moves: true },
  ],
  ["which is no break of a dial", dialing, { type: "down", by: "us", now: 5, chance: 1 }, dialing],
  [
    "a server that stops before it said is one that closed",
    moving,
    { type: "down", by: "server", now: 0, chance: 1 },
    { phase: "waiting", dialsAt: SERVER_CLOSED_DELAY_MS },
  ],
  ["who waits has nothing to leave", waiting, { type: "closing", afterMs: 1, now: 0 }, waiting],
  [
    "an ended one stays ended when the line breaks",
    ended,
    { type: "down", by: "server", now: 0, chance: 0 },
    ended,
  ],
  ["an ended one stays ended offline", ended, { type: "browser-offline", now: 0 }, ended],
  [
    "an ended one is tried again by the person",
    ended,
    { type: "dial", now: 7 },
    { phase: "dialing", givesUpAt: 7 + DIAL_TIMEOUT_MS },
  ],
  ["the browser goes offline", live, { type: "browser-offline", now: 0 }, offline],
  [
    "back online it wakes within a second, not in the same moment as everybody",
    offline,
    { type: "browser-online", now: 7, chance: 0.5 },
    { phase: "waiting", dialsAt: 507, failures: 0, wasUp: true },
  ],
  [
    "back online does not shorten a wait",
    waiting,
    { type: "browser-online", now: 0, chance: 0 },
    waiting,
  ],
  [
    "a tab that is looked at dials at once",
    waiting,
    { type: "visible", now: 7 },
    { phase: "dialing", failures: 2 },
  ],
  ["a live tab that is looked at stays live", live, { type: "visible", now: 7 }, live],
  [
    "the person does not wait",
    waiting,
    { type: "dial", now: 7 },
    { phase: "dialing", failures: 2 },
  ],
  ["the person can't hurry a young dial", dialing, { type: "dial", now: 1_999 }, dialing],
  [
    "the person gives up a dial that hangs for a new one",
    dialing,
    { type: "dial", now: 2_000 },
    { phase: "dialing", givesUpAt: 2_000 + DIAL_TIMEOUT_MS },
  ],
  ["a tick too early changes nothing", waiting, { type: "tick", now: 4_999, chance: 0 }, waiting],
  [
    "a tick in time dials",
    waiting,
    { type: "tick", now: 5_000, chance: 0 },
    { phase: "dialing", givesUpAt: 5_000 + DIAL_TIMEOUT_MS },
  ],
  [
    "a dial without an answer is given up",
    dialing,
    { type: "tick", now: 15_000, chance: 1 },
    { phase: "waiting", dialsAt: 17_000, failures: 1 },
  ],
];

describe("what a signal does", () => {
  test.each(rows)("%s", (...[, from, signal, to]) => {
    expect(nextConnection(from, signal)).toMatchObject(to);
  });
});

describe("the status", () => {
  test.each<[ConnectionState, object]>([
    [dialing, { phase: "connecting" }],
    [{ ...dialing, failures: 1 }, { phase: "reconnecting" }],
    [{ ...dialing, wasUp: true }, { phase: "reconnecting" }],
    [{ ...dialing, wasUp: true, moves: true }, { phase: "connecting" }],
    [moving, { phase: "live" }],
    [waiting, { phase: "reconnecting" }],
    [live, { phase: "live" }],
    [offline, { phase: "offline" }],
    [ended, { phase: "ended", refusal }],
  ])("of %j is %j", (state, status) => {
    expect(statusOf(state)).toEqual(status);
  });
});

test("it starts with a dial, or offline", () => {
  expect(startConnection(10, true)).toMatchObject({
    phase: "dialing",
    givesUpAt: 10 + DIAL_TIMEOUT_MS,
  });
  expect(startConnection(10, false)).toMatchObject({ phase: "offline" });
});

test("only a dial, a wait and a move need a timer", () => {
  expect([dialing, live, moving, waiting, offline, ended].map(nextTickAt)).toEqual([
    15_000,
    null,
    9_100,
    5_000,
    null,
    null,
  ]);
});
