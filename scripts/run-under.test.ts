import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the project's programs run in a folder whatever its name", () => {
  const home = mkdtempSync(join(tmpdir(), "hallway-a # b%41 ü-"));
  try {
    cpSync(import.meta.dirname, join(home, "scripts"), { recursive: true });
    const story = `import { runUnder } from "./node24.mjs";
      process.exitCode = await runUnder(process.execPath, ["--print", "'ran'"]);`;
    const script = join(home, "scripts/try.mjs");
    writeFileSync(script, story);
    expect(execFileSync(process.execPath, [script], { encoding: "utf8" })).toBe("ran\n");
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
