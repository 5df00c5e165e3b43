import { rateLimits } from "@hallway/protocol";
import { describe, expect, test, vi } from "vitest";
import { Failure } from "../failure.ts";
import { createAllowance, createRateLimits } from "./rate-limits.ts";

describe("the rate limits of commands", () => {
  test("a person has as many turns as the class allows, then a typed refusal says when to come back", async () => {
    const limits = createRateLimits({ enabled: true });
    for (let turn = 0; turn < rateLimits.send.points; turn++) await limits.consume("send", "alice");

    const refusal = await limits.consume("send", "alice").catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(Failure);
    if (!(refusal instanceof Failure)) return;
    expect(refusal.view.code).toBe("rate_limited");
    expect(refusal.view.retryInMs).toBeGreaterThan(0);
    expect(refusal.view.retryInMs).toBeLessThanOrEqual(rateLimits.send.windowMs);
  });

  test("classes and people do not share their turns", async () => {
    const limits = createRateLimits({ enabled: true });
    for (let turn = 0; turn < rateLimits.send.points; turn++) await limits.consume("send", "alice");
    await expect(limits.consume("send", "bob")).resolves.toBeUndefined();
    await expect(limits.consume("read", "alice")).resolves.toBeUndefined();
  });

  test("switched off, nothing is counted", async () => {
    const limits = createRateLimits({ enabled: false });
    const turns = Array.from({ length: 1_000 }, () => limits.consume("send", "alice"));
    await expect(Promise.all(turns)).resolves.toHaveLength(1_000);
  });
});

describe("an allowance", () => {
  test("tells the wait without taking a turn, and forgets", async () => {
    const allowance = createAllowance("test", { points: 1, windowMs: 60_000 });
    expect(await allowance.waitMs("a")).toBe(0);
    expect(await allowance.take("a")).toBe(0);
    expect(await allowance.waitMs("a")).toBeGreaterThan(0);
    expect(await allowance.take("a")).toBeGreaterThan(0);
    await allowance.forget("a");
    expect(await allowance.take("a")).toBe(0);
  });

  test("of a burst within a longer window: refused turns of the burst do not use up the longer one", async () => {
    const sustained = { points: 5, windowMs: 3_600_000 };
    const allowance = createAllowance("test", { points: 2, windowMs: 60_000, sustained });
    const minute = async () => {
      const waits: number[] = [];
      for (let turn = 0; turn < 4; turn++) waits.push(await allowance.take("a"));
      return waits.map((wait) => (wait === 0 ? "taken" : wait <= 60_000 ? "minute" : "hour"));
    };
    vi.useFakeTimers();
    try {
      expect(await minute()).toEqual(["taken", "taken", "minute", "minute"]);
      vi.advanceTimersByTime(60_001);
      expect(await minute()).toEqual(["taken", "taken", "minute", "minute"]);
      vi.advanceTimersByTime(60_001);
      expect(await minute()).toEqual(["taken", "hour", "hour", "hour"]);
      expect(await allowance.waitMs("a")).toBeGreaterThan(60_000);
      await allowance.forget("a");
      expect(await allowance.take("a")).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
