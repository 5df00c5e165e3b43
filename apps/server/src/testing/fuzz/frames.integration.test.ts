import { afterAll, beforeAll, expect, test } from "vitest";
import { extentOr } from "./extent.ts";
import { pollingRound, websocketRound } from "./frame-round.ts";
import { openPlayground, type Playground } from "./playground.ts";
import { runFuzz } from "./run-fuzz.ts";

const extent = extentOr({ count: 10_000, minutes: 0.9 });
let playground: Playground;

beforeAll(async () => {
  playground = await openPlayground();
});
afterAll(() => playground.close());

test(
  "G50: whatever frames come, nothing crashes, no answer is `internal`, and nobody else notices",
  async () => {
    const report = await runFuzz(playground, extent, (ground, dice) =>
      dice.chance(0.1) ? pollingRound(ground, dice) : websocketRound(ground, dice),
    );
    expect(report.findings).toEqual([]);
    expect(report.sent).toBeGreaterThan(0);
    expect(report.growth).toBeLessThan(MOST_GROWTH);
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
  },
  (extent.minutes + 2) * 60_000,
);

/** What caches may hold; in a long run a few hundred bytes lost with each frame would be seen. */
const MOST_GROWTH = 100 * 2 ** 20;
