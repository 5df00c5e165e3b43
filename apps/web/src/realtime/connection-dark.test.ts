import { expect, test } from "vitest";
import {
  type ConnectionSignal,
  type ConnectionState,
  DARK_DIAL_MS,
  DIAL_TIMEOUT_MS,
  LATER_DARK_DIAL_MS,
  nextConnection,
  nextTickAt,
  RETURN_DELAY_MS,
} from "./connection-state.ts";

const dialing: ConnectionState = { phase: "dialing", givesUpAt: 15_000, failures: 0, wasUp: false };
const live: ConnectionState = { phase: "live", failures: 0, wasUp: true };
const waiting: ConnectionState = { phase: "waiting", dialsAt: 5_000, failures: 2, wasUp: true };
const darkWait: ConnectionState = { ...waiting, dialsAt: 25_000, isDark: true };
const darkDial: ConnectionState = { ...dialing, wasUp: true, failures: 3, isDark: true };
const shutDial: ConnectionState = { ...darkDial, shutSince: -8_000, redialsAt: DARK_DIAL_MS };
/** Out of the dark, and to be replaced once. */
const litDial: ConnectionState = { ...darkDial, isDark: false, redialsAt: 9_500 };

type Row = [name: string, from: ConnectionState, signal: ConnectionSignal, to: object];

const inTheDark: Row[] = [
  [
    "a live line that fell silent leaves us in the dark",
    live,
    { type: "down", by: "silence", now: 100, chance: 0.5 },
    { phase: "waiting", dialsAt: 600, isDark: true },
  ],
  [
    "one that broke does not",
    live,
    { type: "down", by: "network", now: 100, chance: 0.5 },
    { phase: "waiting", isDark: false },
  ],
  [
    "a dial that nobody answered does",
    dialing,
    { type: "down", by: "silence", now: 10_000, chance: 1 },
    { phase: "waiting", dialsAt: 12_000, isDark: true },
  ],
  [
    "so does one that is given up here",
    dialing,
    { type: "tick", now: 15_000, chance: 1 },
    { phase: "waiting", isDark: true },
  ],
  [
    "an error after a while is what became of silence",
    dialing,
    { type: "down", by: "network", now: 2_000, chance: 1 },
    { phase: "waiting", dialsAt: 4_000, isDark: true },
  ],
  [
    "a dial from the dark is one in the dark",
    darkWait,
    { type: "tick", now: 25_000, chance: 0 },
    { phase: "dialing", isDark: true },
  ],
  [
    "who waited in the dark dials soon once an answer comes, but not in the same moment as everybody",
    darkWait,
    { type: "answered", wasShut: true, now: 7_000, chance: 0.5 },
    { phase: "waiting", failures: 1, isDark: false, redialsAt: 7_000 + RETURN_DELAY_MS / 2 },
  ],
  [
    "when the way was open all the time the server is slow, and not dialed more often for it",
    darkWait,
    { type: "answered", wasShut: false, now: 7_000, chance: 0.5 },
    { ...darkWait, isDark: false },
  ],
  [
    "what hangs in a dial has no more time than it would in the dark",
    darkDial,
    { type: "answered", wasShut: true, now: 1_000, chance: 1 },
    { phase: "dialing", givesUpAt: 15_000, isDark: false, redialsAt: DARK_DIAL_MS },
  ],
  [
    "none at all when it is old, as where nobody looked",
    darkDial,
    { type: "answered", wasShut: false, now: 9_000, chance: 1 },
    { phase: "dialing", isDark: false, redialsAt: 9_000 },
  ],
  ["it comes up, and all is forgotten", litDial, { type: "up", now: 9_200 }, live],
  [
    "or another takes its place, with all of its time",
    litDial,
    { type: "tick", now: 9_500, chance: 0 },
    { phase: "dialing", givesUpAt: 9_500 + DIAL_TIMEOUT_MS, isDark: false },
  ],
  [
    "as it does when the old one ends before",
    litDial,
    { type: "down", by: "silence", now: 9_400, chance: 1 },
    { phase: "waiting", redialsAt: 9_500 },
  ],
  [
    "a way that nobody answers over is dialed at once: there is no server to be spared",
    darkWait,
    { type: "unanswered", now: 7_000 },
    {
      ...{ phase: "dialing", isDark: true, shutSince: 7_000 },
      ...{ givesUpAt: 7_000 + DIAL_TIMEOUT_MS, redialsAt: 7_000 + DARK_DIAL_MS },
    },
  ],
  [
    "and a dial that hangs in it is soon left",
    darkDial,
    { type: "unanswered", now: 1_000 },
    { phase: "dialing", isDark: true, shutSince: 1_000, redialsAt: DARK_DIAL_MS },
  ],
  ["which is said once", shutDial, { type: "unanswered", now: 1_000 }, shutDial],
  [
    "then each dial makes room for the next",
    shutDial,
    { type: "tick", now: 2_000, chance: 0 },
    { phase: "dialing", failures: 3, shutSince: -8_000, redialsAt: 2_000 + DARK_DIAL_MS },
  ],
  [
    "after two minutes less often",
    { ...shutDial, shutSince: -118_000 },
    { type: "tick", now: 2_000, chance: 0 },
    { phase: "dialing", redialsAt: 2_000 + LATER_DARK_DIAL_MS },
  ],
  [
    "a connection that opens is an answer, and then this dial has all of its time",
    shutDial,
    { type: "opened", now: 1_500 },
    { phase: "dialing", givesUpAt: 15_000, isDark: false },
  ],
  [
    "where nobody looks a dial has its time, too",
    shutDial,
    { type: "hidden", now: 1_500 },
    { phase: "dialing", givesUpAt: 15_000, isDark: true, redialsAt: undefined },
  ],
  [
    "a quick refusal is an answer as well",
    shutDial,
    { type: "down", by: "network", now: 1_999, chance: 0.5 },
    { phase: "waiting", isDark: false, redialsAt: 1_999 + RETURN_DELAY_MS / 2 },
  ],
  [
    "but only the first one shortens a wait",
    { ...darkDial, isDark: false },
    { type: "down", by: "network", now: 1_999, chance: 0.5 },
    { phase: "waiting", dialsAt: 1_999 + 8_000, failures: 4 },
  ],
  [
    "a busy server's word holds in the dark",
    darkDial,
    { type: "down", by: "network", retryInMs: 5_000, now: 9_000, chance: 0 },
    { phase: "waiting", dialsAt: 14_000 },
  ],
  [
    "an answer is no news to who is not in the dark",
    waiting,
    { type: "answered", wasShut: true, now: 0, chance: 0 },
    waiting,
  ],
  [
    "a browser that is offline knows why it hears nothing",
    darkWait,
    { type: "browser-offline", now: 0 },
    { phase: "offline", failures: 2, wasUp: true },
  ],
];

test.each(inTheDark)("%s", (...[, from, signal, to]) => {
  expect(nextConnection(from, signal)).toMatchObject(to);
});

test("the new dial comes when the old one would be given up, or before", () => {
  const lit = { isDark: false, redialsAt: 9_000 };
  expect(nextTickAt({ ...darkDial, ...lit })).toBe(9_000);
  expect(nextTickAt(shutDial)).toBe(DARK_DIAL_MS);
  expect(nextTickAt({ ...darkWait, ...lit })).toBe(9_000);
  expect(nextTickAt({ ...waiting, ...lit })).toBe(5_000);
});
