import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hallway-memory-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MB = 1_048_576;

/** Asks itself three times: with little, with 64 MB that it holds, and when it has let go of them. */
const program = `
  import { readFileSync, writeFileSync } from "node:fs";
  const file = process.env.HALLWAY_FAULTS_MEMORY;
  let held = null;
  const seen = [];
  const timer = setInterval(() => {}, 1_000);
  const steps = [
    () => { held = [Buffer.alloc(${32 * MB}, 1), new Array(${(32 * MB) / 8}).fill(0).map((_, n) => n + 0.5)]; },
    () => { held = null; },
    () => { clearInterval(timer); console.log(JSON.stringify(seen)); },
  ];
  function ask() {
    writeFileSync(file, "");
    process.kill(process.pid, "SIGUSR2");
  }
  process.on("SIGUSR2", () => {
    seen.push(JSON.parse(readFileSync(file, "utf8")));
    steps.shift()();
    if (steps.length > 0) ask();
  });
  ask();
`;

it("tells what a process holds, and nothing that it has let go of", () => {
  const said = execFileSync(
    process.execPath,
    [
      "--import",
      join(import.meta.dirname, "memory-preload.ts"),
      "--input-type=module",
      "-e",
      program,
    ],
    { env: { HALLWAY_FAULTS_MEMORY: join(folder, "memory") }, encoding: "utf8" },
  );
  const [little, much, again] = JSON.parse(said);
  expect(much.liveBytes - little.liveBytes).toBeGreaterThan(60 * MB);
  expect(again.liveBytes - little.liveBytes).toBeLessThan(4 * MB);
  expect(little.residentBytes).toBeGreaterThan(little.liveBytes);
});
