import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { APPEARANCE_KEY, readAppearance, rootAttributes } from "./appearance.ts";

const earlyScript = readFileSync(join(import.meta.dirname, "../../public/appearance.js"), "utf8");

const STORED = [
  null,
  "",
  "not json",
  "null",
  "7",
  '"dark"',
  ...["system", "light", "dark", "sepia"].flatMap((theme) =>
    ["system", "more", "standard"].flatMap((contrast) =>
      ["comfortable", "compact", 3].map((density) => JSON.stringify({ theme, contrast, density })),
    ),
  ),
];

describe.each([true, false])("when the system wants more contrast: %s", (systemWantsContrast) => {
  test.each(STORED)("the script before the first paint agrees on %s", (stored) => {
    const wanted = rootAttributes(readAppearance(stored), systemWantsContrast);
    expect(runEarlyScript(stored, systemWantsContrast)).toEqual(wanted);
  });
});

test("storage that may not be read leaves the system's preference", () => {
  const dataset = {};
  const localStorage = {
    getItem() {
      throw new Error("Access is denied");
    },
  };
  run({ dataset, localStorage, matches: false });
  expect(dataset).toEqual({});
});

test.each([
  [null, { theme: "system", contrast: "system", density: "comfortable" }],
  ['{"theme":"dark"}', { theme: "dark", contrast: "system", density: "comfortable" }],
  [
    '{"theme":"<script>","density":"compact"}',
    { theme: "system", contrast: "system", density: "compact" },
  ],
])("%s is understood", (stored, appearance) => {
  expect(readAppearance(stored)).toEqual(appearance);
});

function runEarlyScript(stored: string | null, matches: boolean): Record<string, string> {
  const dataset = {};
  const localStorage = { getItem: (key: string) => (key === APPEARANCE_KEY ? stored : null) };
  run({ dataset, localStorage, matches });
  return dataset;
}

function run({
  dataset,
  localStorage,
  matches,
}: {
  dataset: object;
  localStorage: object;
  matches: boolean;
}): void {
  const document = { documentElement: { dataset } };
  runInNewContext(earlyScript, { document, localStorage, matchMedia: () => ({ matches }) });
}
