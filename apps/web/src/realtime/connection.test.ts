import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepConnected } from "./connection.ts";
import { ASKS_EVERY_MS, ASKS_LATER_EVERY_MS } from "./connection-question.ts";
import { DARK_DIAL_MS, IMPATIENT_FOR_MS, SERVER_CLOSED_DELAY_MS } from "./connection-state.ts";
import type { Line, LineHandlers } from "./line.ts";
import { createChance } from "./testing/chance.ts";
import { DarkWay, type Leftover } from "./testing/dark-way.ts";
import { FakeBrowser } from "./testing/fake-browser.ts";

const browser = new FakeBrowser();

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function connect() {
  const line = {
    dial: vi.fn(),
    hangUp: vi.fn(),
    move: vi.fn(),
    dispose: vi.fn(),
  } satisfies Line;
  const statuses: string[] = [];
  const heard: LineHandlers[] = [];
  const connection = keepConnected(
    (handlers) => {
      heard.push(handlers);
      return line;
    },
    { browser, onStatus: ({ phase }) => statuses.push(phase) },
  );
  return {
    line,
    statuses,
    connection,
    hear: (tell: (handlers: LineHandlers) => void) => heard.forEach(tell),
  };
}

test("a line that broke is dialed again", () => {
  const { line, connection, hear } = connect();
  hear((handlers) => handlers.onUp());
  hear((handlers) => handlers.onDown("server"));
  vi.advanceTimersByTime(SERVER_CLOSED_DELAY_MS);
  expect(line.dial).toHaveBeenCalledTimes(2);
  connection.close();
});

test("a timer that fires before its time by the clock is not the last", () => {
  const { line, connection, hear } = connect();
  hear((handlers) => handlers.onUp());
  hear((handlers) => handlers.onDown("server"));
  vi.setSystemTime(Date.now() - 2);
  vi.advanceTimersByTime(SERVER_CLOSED_DELAY_MS + 2);
  expect(line.dial).toHaveBeenCalledTimes(2);
  connection.close();
});

test("a server that stops is left without a word of trouble, once", () => {
  const { line, statuses, connection, hear } = connect();
  hear((handlers) => handlers.onUp());
  connection.closing({ afterMs: 20_000 });
  vi.advanceTimersByTime(19_999);
  expect(line.move).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  hear((handlers) => handlers.onDown("us"));
  hear((handlers) => handlers.onUp());
  vi.advanceTimersByTime(60_000);
  expect(line.move).toHaveBeenCalledTimes(1);
  expect(line.dial).toHaveBeenCalledTimes(1);
  expect(statuses).not.toContain("reconnecting");
  connection.close();
});

test("G17: a live line is left alone for as long as nothing happens to it", () => {
  const { line, connection, hear } = connect();
  hear((handlers) => handlers.onUp());
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(line.dial).toHaveBeenCalledTimes(1);
  expect(line.move).not.toHaveBeenCalled();
  connection.close();
});

test("the person who asks while a dial hangs gets a new one", () => {
  const { line, connection } = connect();
  connection.dialNow();
  expect(line.dial).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  connection.dialNow();
  expect(line.hangUp).toHaveBeenCalledTimes(1);
  expect(line.dial).toHaveBeenCalledTimes(2);
  connection.close();
});

describe("G11: a way that swallowed everything", () => {
  const DARK_MS = 60_000;

  /** A page that is looked at, whose line was up when it fell silent, and chance in hand. */
  async function fallSilent(seed: number, { tripMs = 100, asksAnew = true } = {}) {
    const chance = createChance(seed);
    vi.spyOn(Math, "random").mockImplementation(chance);
    const way = new DarkWay(tripMs);
    const page = new FakeBrowser();
    page.reachesServer = way.ask;
    const connection = keepConnected(way.createLine, { browser: page, onStatus: () => {} });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(way.isUp).toBe(true);
    way.asksAnew = asksAnew;
    const silentAt = Date.now();
    const noticed = way.fallSilent(10_000 + chance() * 8_000);
    await vi.advanceTimersByTimeAsync(18_000);
    await noticed;
    const darkUntil = silentAt + DARK_MS + Math.floor(chance() * 2_000);
    return {
      ...{ way, page, connection },
      /** Lets the rest of the minute pass, and says after how many milliseconds all was there again. */
      async healed(leftover: Leftover): Promise<number> {
        await vi.advanceTimersByTimeAsync(darkUntil - Date.now());
        way.heal(leftover);
        await vi.advanceTimersByTimeAsync(30_000);
        return way.wholeAt - darkUntil;
      },
    };
  }

  type Circumstances = { leftover: Leftover; asksAnew: boolean };

  test.each<Circumstances>([
    { leftover: "hangs", asksAnew: true },
    { leftover: "is reset", asksAnew: true },
    { leftover: "hangs", asksAnew: false },
    { leftover: "is reset", asksAnew: false },
  ])(
    "for a minute is used within 3 s of its return, whatever chance says, when what was begun in it $leftover (the browser asks anew: $asksAnew)",
    async ({ leftover, asksAnew }) => {
      const took: number[] = [];
      for (let seed = 1; seed <= 200; seed++) {
        const { way, connection, healed } = await fallSilent(seed, { asksAnew });
        took.push(await healed(leftover));
        expect(way.questions).toBeLessThanOrEqual(DARK_MS / ASKS_EVERY_MS);
        expect(way.dials).toBeLessThanOrEqual(DARK_MS / DARK_DIAL_MS);
        connection.close();
      }
      expect(Math.max(...took)).toBeLessThanOrEqual(3_000);
    },
  );

  test("is used soon even where a question takes a second and a dial three", async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { connection, healed } = await fallSilent(seed, { tripMs: 600 });
      expect(await healed("hangs")).toBeLessThanOrEqual(10_000);
      connection.close();
    }
  });

  test("is not asked about while nobody looks, and at once when somebody does", async () => {
    const { way, page, connection } = await fallSilent(1);
    page.visible = false;
    page.tell("onHidden");
    const before = way.questions;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(way.questions).toBe(before);
    page.visible = true;
    page.tell("onVisible");
    expect(way.questions).toBe(before + 1);
    connection.close();
  });

  test("is asked about less often after two minutes, and never again after a goodbye", async () => {
    const { way, connection } = await fallSilent(1);
    await vi.advanceTimersByTimeAsync(IMPATIENT_FOR_MS);
    const before = way.questions;
    await vi.advanceTimersByTimeAsync(10 * ASKS_LATER_EVERY_MS);
    expect(way.questions - before).toBe(10);
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(way.questions - before).toBe(10);
  });

  test("is not what a server is that refuses: it is not asked, and its back-off stays", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const way = new DarkWay(100);
    const page = new FakeBrowser();
    page.reachesServer = way.ask;
    const connection = keepConnected(way.createLine, { browser: page, onStatus: () => {} });
    await vi.advanceTimersByTimeAsync(1_000);
    way.refuse();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(way.questions).toBe(0);
    expect(way.dials).toBeLessThanOrEqual(9);
    connection.close();
  });
});
