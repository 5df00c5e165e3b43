import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Batch, FRAME_MS } from "./batch.ts";
import { createRepeater, REPEAT_LONGEST_MS } from "./repeater.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("a task that is repeated", () => {
  test("is not run again when it went well", async () => {
    const task = vi.fn(async () => true);
    createRepeater(task).run();
    await vi.advanceTimersByTimeAsync(REPEAT_LONGEST_MS);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test("is run again after growing waits until it goes well", async () => {
    const task = vi.fn(async () => task.mock.calls.length > 3);
    createRepeater(task).run();
    await settle();
    const counts: number[] = [];
    for (const wait of [750, 1_500, 3_000, 60_000]) {
      await vi.advanceTimersByTimeAsync(wait);
      counts.push(task.mock.calls.length);
    }
    expect(counts).toEqual([2, 3, 4, 4]);
  });

  test("that throws has failed", async () => {
    const task = vi.fn(async (): Promise<boolean> => {
      throw new Error("no");
    });
    createRepeater(task).run();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(task).toHaveBeenCalledTimes(2);
  });

  test("runs once more when it was asked for while it ran", async () => {
    const ends: (() => void)[] = [];
    const task = vi.fn(() => new Promise<boolean>((resolve) => ends.push(() => resolve(true))));
    const repeater = createRepeater(task);
    for (let asked = 0; asked < 5; asked++) repeater.run();
    ends[0]?.();
    await settle();
    ends[1]?.();
    await settle();
    expect(task).toHaveBeenCalledTimes(2);
  });

  test("that was stopped is neither repeated nor waited for", async () => {
    const task = vi.fn(async () => false);
    const repeater = createRepeater(task);
    repeater.run();
    repeater.stop();
    await vi.advanceTimersByTimeAsync(REPEAT_LONGEST_MS);
    expect(task).toHaveBeenCalledTimes(1);
    repeater.run();
    expect(task).toHaveBeenCalledTimes(2);
    repeater.stop();
  });
});

describe("a batch", () => {
  test("hands the first on at once and what follows within a frame together", async () => {
    const handed: (readonly number[])[] = [];
    const batch = new Batch<number>((things) => handed.push(things));
    for (const thing of [1, 2, 3]) batch.add(thing);
    expect(handed).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect(handed).toEqual([[1], [2, 3]]);
    await vi.advanceTimersByTimeAsync(FRAME_MS * 2);
    batch.add(4);
    expect(handed).toEqual([[1], [2, 3], [4]]);
  });

  test("gives everything out when it is flushed", () => {
    const handed: (readonly number[])[] = [];
    const batch = new Batch<number>((things) => handed.push(things));
    for (const thing of [1, 2]) batch.add(thing);
    batch.flush();
    expect(handed).toEqual([[1], [2]]);
  });
});
