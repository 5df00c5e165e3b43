import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createHistory, readHistory } from "./history.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-history-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("what was written is read again in its order, with the times of writing", async () => {
  const history = createHistory(join(folder, "a/b/run.jsonl"));
  history.write({ type: "refused", ask: 1, code: "forbidden" });
  history.write({ type: "unanswered", ask: 2, reason: "timeout" });
  await history.close();

  const lines = await readHistory(history.file);
  expect(lines).toMatchObject([
    { type: "refused", ask: 1, code: "forbidden" },
    { type: "unanswered", ask: 2, reason: "timeout" },
  ]);
  const [first, second] = lines;
  expect(first && second && first.at <= second.at).toBe(true);
});

test("a last line that was cut short is left out, one in the middle is refused", async () => {
  const history = createHistory(join(folder, "cut.jsonl"));
  history.write({ type: "refused", ask: 1, code: "forbidden" });
  await history.close();
  appendFileSync(history.file, '{"at":3,"type":"ref');
  expect(await readHistory(history.file)).toHaveLength(1);
  appendFileSync(history.file, '\n{"at":4,"type":"refused"}\n');
  await expect(readHistory(history.file)).rejects.toThrow("line 2 is none");
});
