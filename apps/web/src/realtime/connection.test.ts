import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Browser } from "./browser-signals.ts";
import { keepConnected } from "./connection.ts";
import { SERVER_CLOSED_DELAY_MS } from "./connection-state.ts";
import type { Line, LineHandlers } from "./line.ts";

const browser: Browser = { isOnline: () => true, isVisible: () => true, listen: () => () => {} };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
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
