import { expect, it, vi } from "vitest";
import type { HistoryLine } from "./contract.ts";
import { watchOwnPace } from "./own-pace.ts";

it("notes for how long nothing could be done", async () => {
  const lines: HistoryLine[] = [];
  const stop = watchOwnPace({ write: (line) => lines.push(line) });
  const until = performance.now() + 400;
  while (performance.now() < until);
  await vi.waitFor(() => expect(lines).not.toEqual([]), { timeout: 15_000 });
  stop();
  const [line] = lines;
  expect(line?.type).toBe("late");
  expect(line?.type === "late" && line.tookMs).toBeGreaterThan(300);
});
