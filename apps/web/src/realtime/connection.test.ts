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
  const line = { dial: vi.fn(), hangUp: vi.fn(), dispose: vi.fn() } satisfies Line;
  const heard: LineHandlers[] = [];
  const connection = keepConnected(
    (handlers) => {
      heard.push(handlers);
      return line;
    },
    { browser, onStatus: () => {} },
  );
  return {
    line,
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
