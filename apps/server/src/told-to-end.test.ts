import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenToldToEnd } from "./told-to-end.ts";

const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
const end = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  whenToldToEnd(["SIGUSR2"], end);
});
afterEach(() => {
  process.removeAllListeners("SIGUSR2");
  vi.useRealTimers();
  vi.clearAllMocks();
});

test("a signal ends in order, and the same one from terminal and npm together is one", () => {
  process.emit("SIGUSR2");
  vi.advanceTimersByTime(100);
  process.emit("SIGUSR2");
  expect(end).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
});

test("another one, a moment later, ends at once", () => {
  process.emit("SIGUSR2");
  vi.advanceTimersByTime(1_000);
  process.emit("SIGUSR2");
  expect(end).toHaveBeenCalledTimes(1);
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});
