import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyEdits } from "./sabotage.ts";
import { sabotageCalled, sabotages } from "./sabotages.ts";

const server = join(import.meta.dirname, "../../../apps/server/src");

describe("each sabotage still fits the server", () => {
  test.each(sabotages.map((sabotage) => [sabotage.name, sabotage] as const))(
    "%s",
    (_name, { edits }) => {
      for (const [file, own] of Map.groupBy(edits, ({ file }) => file)) {
        const source = readFileSync(join(server, file), "utf8");
        expect(applyEdits(source, own)).not.toBe(source);
      }
    },
  );
});

test("names are used once, and an unknown one is answered with all there are", () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length);
  expect(() => sabotageCalled("nothing")).toThrow("dedup-off");
});

test.each([
  ["is missing", "const a = 1;"],
  ["stands there twice", "b(); b();"],
])("a piece that %s is noticed", (_how, source) => {
  const edits = [{ file: "some.ts", piece: "b();", instead: "c();" }];
  expect(() => applyEdits(source, edits)).toThrow("not once");
});
