import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

/** Something that is under way until it is told to end. */
function makeStep() {
  const step = { began: false, end: () => {}, run: async () => {} };
  const ended = new Promise<void>((resolve) => {
    step.end = resolve;
  });
  step.run = () => {
    step.began = true;
    return ended;
  };
  return step;
}

test("of one key, the next begins when the one before is done", async () => {
  const [first, second] = [makeStep(), makeStep()];
  const running = [inTurn("a", first.run), inTurn("a", second.run)];
  await Promise.resolve();
  expect([first.began, second.began]).toEqual([true, false]);
  first.end();
  await running[0];
  await Promise.resolve();
  expect(second.began).toBe(true);
  second.end();
  await Promise.all(running);
});

test("another key waits for nobody", async () => {
  const held = makeStep();
  const waiting = inTurn("a", held.run);
  expect(await inTurn("b", async () => "done")).toBe("done");
  held.end();
  await waiting;
});

test("a failure is its own and stops nobody", async () => {
  const failing = inTurn("a", () => Promise.reject(new Error("mine")));
  const next = inTurn("a", async () => "fine");
  await expect(failing).rejects.toThrow("mine");
  expect(await next).toBe("fine");
});

test("a line that is too long is refused, and later is short again", async () => {
  const held = makeStep();
  const waiting = Array.from({ length: 500 }, () => inTurn("a", held.run));
  await expect(inTurn("a", held.run)).rejects.toMatchObject({ view: { code: "unavailable" } });
  held.end();
  await Promise.all(waiting);
  expect(await inTurn("a", async () => "in")).toBe("in");
});
