import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findingsIn, watchLog } from "./node-log.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-node-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

const logged = (level: number, msg: string, more: object = {}) =>
  JSON.stringify({ level, time: 0, msg, ...more });

describe("a node's log", () => {
  it.each([
    ["Error: no\n[UnhandledPromiseRejection: This error originated", 1],
    ["    throw er; // Unhandled 'error' event", 1],
    ["    at process.on('uncaughtException')", 1],
    ["FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", 1],
    [logged(60, "The embedded database cannot be started again"), 1],
    [logged(50, "The database is away"), 0],
    [logged(30, "Hallway is ready"), 0],
    ["Hallway is ready at http://127.0.0.1:3000", 0],
  ])("complains in %j: %i", (text, complaints) => {
    expect(findingsIn(text.split("\n")).complaints).toHaveLength(complaints);
  });

  it.each([
    ['{"level":50,"msg":"command failed","input":"[c4.97] on it"}', 1],
    ['{"level":30,"msg":"signed in","password":"nothing is certain here"}', 1],
    ['{"level":40,"msg":"mail to p7.s1@faults.example"}', 1],
    ['{"level":20,"cookie":"hallway.session_token=abc"}', 1],
    ['{"level":20,"cookie":"hallway.session_token=[redacted]"}', 0],
    ['{"level":20,"url":"/invite/a8Gh"}', 1],
    ['{"level":20,"url":"/invite/[redacted]"}', 0],
    [logged(50, "command failed", { reference: "c4.97" }), 0],
  ])("holds in %s, of what only some may know: %i", (text, leaks) => {
    expect(findingsIn([text]).leaks).toHaveLength(leaks);
  });

  it("counts what is logged as an error by its words", () => {
    const away = logged(50, "A command failed", { err: { message: "connection refused" } });
    const { errors } = findingsIn([away, away, logged(50, "Other"), logged(40, "A warning")]);
    expect([...errors]).toEqual([
      ["A command failed: connection refused", 2],
      ["Other", 1],
    ]);
  });

  it("is read once, line by line, even where a look falls into a line", () => {
    const file = join(folder, "node.log");
    const log = watchLog(file);
    expect(log.look().complaints).toEqual([]);
    const line = logged(60, "Täglich grüßt");
    const bytes = Buffer.from(`${line}\n`);
    appendFileSync(file, bytes.subarray(0, bytes.length - 20));
    expect(log.look().complaints).toEqual([]);
    appendFileSync(file, bytes.subarray(bytes.length - 20));
    expect(log.look().complaints).toHaveLength(1);
    expect(log.look().complaints).toEqual([]);
  });
});
