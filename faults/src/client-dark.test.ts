import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDarkness } from "./client-dark.ts";
import { createRandom } from "./random.ts";

/** Longer than the small pause after an answer. */
const SOON_MS = 600;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A way that answers when the test lets it; a question that is not answered hangs for ever. */
function find() {
  const way = { isOpen: false, questions: 0 };
  const reaches = () => {
    way.questions += 1;
    return way.isOpen ? Promise.resolve(true) : new Promise<boolean>(() => undefined);
  };
  return { way, darkness: createDarkness({ reaches, random: createRandom(1) }) };
}

it("asks each second, and says soon after an answer that there is light", async () => {
  const { way, darkness } = find();
  darkness.begin();
  await vi.advanceTimersByTimeAsync(9_500);
  expect(way.questions).toBe(10);
  expect(darkness.light().aborted).toBe(false);
  way.isOpen = true;
  await vi.advanceTimersByTimeAsync(500 + SOON_MS);
  expect(darkness.light().aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(way.questions).toBe(11);
});

it("hurries nobody when the way was open all the time", async () => {
  const { way, darkness } = find();
  way.isOpen = true;
  darkness.begin();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(way.questions).toBe(1);
  expect(darkness.light().aborted).toBe(false);
});

it("takes a no for an answer, but only in the dark", async () => {
  const { darkness } = find();
  darkness.answered();
  await vi.advanceTimersByTimeAsync(SOON_MS);
  expect(darkness.light().aborted).toBe(false);
  darkness.begin();
  darkness.answered();
  await vi.advanceTimersByTimeAsync(SOON_MS);
  expect(darkness.light().aborted).toBe(true);
});

it("asks less often after two minutes, and no more once it is over", async () => {
  const { way, darkness } = find();
  darkness.begin();
  await vi.advanceTimersByTimeAsync(120_000);
  const before = way.questions;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(way.questions - before).toBe(10);
  darkness.end();
  await vi.advanceTimersByTimeAsync(50_000);
  expect(way.questions - before).toBe(10);
});
