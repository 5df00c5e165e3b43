import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSources } from "./source-files.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/testing.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const sources = readSources(root);
const tests = sources.filter(({ path }) => /\.(test|spec)\.tsx?$/.test(path));

const rows = [...page.matchAll(/^\| ([GX]\d[^|]*) \| [^|]+ \| (.+) \|$/gm)].map(
  ([, numbers = "", shown = ""]) => ({ numbers, shown }),
);

/** Where in the sources a test file's short name may stand. */
function filesOf(name: string): string[] {
  const ending = new RegExp(`(^|/)${name}(\\.[\\w-]+)*\\.(test|spec)\\.tsx?$`);
  return tests.filter(({ path }) => ending.test(path)).map(({ text }) => text);
}

describe("the catalogue in docs/testing.md", () => {
  test("has a row for each goal and attack that is there to be shown", () => {
    expect(rows.length).toBeGreaterThan(80);
  });

  test.each(rows)("$numbers is shown where it says", ({ shown }) => {
    const references = [...shown.matchAll(/`(?!npm run)([^`]+)` "([^"]+)"/g)];
    const commands = [...shown.matchAll(/`npm run ([\w-]+)[^`]*`/g)];
    expect(references.length + commands.length).toBeGreaterThan(0);
    for (const [, file = "", name = ""] of references) {
      const holding = filesOf(file).filter((text) => text.includes(name));
      expect([file, name, holding.length]).toEqual([file, name, 1]);
    }
    for (const [, command = ""] of commands) expect(Object.keys(scripts)).toContain(command);
    for (const [, goals = ""] of shown.matchAll(/--goal ([\w,]+)/g)) {
      for (const goal of goals.split(",")) {
        const rowed = sources.some(
          ({ path, text }) => path.startsWith("faults/src/goals/") && text.includes(`"${goal}"`),
        );
        expect([goal, rowed]).toEqual([goal, true]);
      }
    }
    for (const [, bench = ""] of shown.matchAll(/npm run bench -- ([\w-]+)/g)) {
      const text = sources.find(({ path }) => path === "bench/src/main.ts")?.text ?? "";
      expect([bench, new RegExp(`\\b"?${bench}"?: `).test(text)]).toEqual([bench, true]);
    }
  });
});
