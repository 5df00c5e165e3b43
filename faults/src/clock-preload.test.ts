import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hallway-clock-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hourMs = 3_600_000;

/** Prints what a program with the shifted clock sees: before and after a jump back of an hour. */
const program = `
  import { writeFileSync } from "node:fs";
  const before = [Date.now(), new Date().getTime(), new Date(5).getTime()];
  const elapsed = performance.now();
  const timer = setInterval(() => {}, 1_000);
  writeFileSync(process.env.HALLWAY_FAULTS_CLOCK, "-${hourMs}");
  process.on("SIGUSR2", () => {
    clearInterval(timer);
    const kinds = [new Date() instanceof Date, structuredClone(new Date()) instanceof Date, typeof Date()];
    console.log(JSON.stringify({ before, after: Date.now(), kinds, elapsed: performance.now() - elapsed }));
  });
  process.kill(process.pid, "SIGUSR2");
`;

it("moves a process's wall clock and nothing else", () => {
  const clock = join(folder, "clock");
  writeFileSync(clock, String(hourMs));
  const asked = Date.now();
  const said = execFileSync(
    process.execPath,
    [
      "--import",
      join(import.meta.dirname, "clock-preload.ts"),
      "--input-type=module",
      "-e",
      program,
    ],
    { env: { HALLWAY_FAULTS_CLOCK: clock }, encoding: "utf8" },
  );
  const { before, after, kinds, elapsed } = JSON.parse(said);
  expect(before[0]).toBeGreaterThanOrEqual(asked + hourMs);
  expect(before[1]).toBeGreaterThanOrEqual(before[0]);
  expect(before[2]).toBe(5);
  expect(after).toBeLessThanOrEqual(before[0] - 2 * hourMs + (Date.now() - asked));
  expect(kinds).toEqual([true, true, "string"]);
  expect(elapsed).toBeGreaterThanOrEqual(0);
});
