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

it("asks each second, and hurries who waits once nobody has answered", async () => {
  const { way, darkness } = find();
  darkness.begin();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(darkness.hurry().aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(7_600);
  expect(way.questions).toBe(10);
  expect(darkness.hurry().aborted).toBe(true);
});

it("hurries soon after an answer, not in the same moment as everybody, and asks no more", async () => {
  const { way, darkness } = find();
  darkness.begin();
  await vi.advanceTimersByTimeAsync(9_500);
  way.isOpen = true;
  await vi.advanceTimersByTimeAsync(500);
  expect(darkness.hurry().aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(SOON_MS);
  expect(darkness.hurry().aborted).toBe(true);
  expect(darkness.dialOutlived().aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(way.questions).toBe(11);
});

it("hurries nobody when the way was open all the time", async () => {
  const { way, darkness } = find();
  way.isOpen = true;
  darkness.begin();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(way.questions).toBe(1);
  expect(darkness.hurry().aborted).toBe(false);
});

it("takes a no for an answer, but only in the dark", async () => {
  const { darkness } = find();
  darkness.answered();
  await vi.advanceTimersByTimeAsync(SOON_MS);
  expect(darkness.hurry().aborted).toBe(false);
  darkness.begin();
  darkness.answered();
  await vi.advanceTimersByTimeAsync(SOON_MS);
  expect(darkness.hurry().aborted).toBe(true);
});

it("lets a dial that was begun before be left when the way turns out to be shut", async () => {
  const { darkness } = find();
  darkness.begin();
  const outlived = darkness.dialOutlived();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(outlived.aborted).toBe(true);
  expect(darkness.dialOutlived().aborted).toBe(false);
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
