import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stopLeftovers } from "./leftovers.ts";

const logger = pino({ level: "silent" });

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hallway-leftovers-"));
  // Where no /proc shows who works in which folder, but `ps` who was started with what.
  vi.spyOn(process, "platform", "get").mockReturnValue("darwin");
  const ps = "#!/bin/sh\ntr '\\0' ' ' < /proc/$3/cmdline 2>/dev/null\n";
  writeFileSync(join(home, "ps"), ps, { mode: 0o755 });
  vi.stubEnv("PATH", `${home}:/usr/bin:/bin`);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

test.each([
  ["our database is stopped", "cluster", "SIGINT"],
  [
    "a stranger who has its number since the machine was started again is left alone",
    "other",
    "SIGKILL",
  ],
] as const)("without /proc: %s", async (_what, folder, signal) => {
  const cluster = join(home, "cluster");
  mkdirSync(cluster);
  const args = [
    "-e",
    "console.log(); setTimeout(() => undefined, 60_000)",
    "--",
    "-D",
    join(home, folder),
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  writeFileSync(join(cluster, "postmaster.pid"), `${child.pid}\n`);
  await stopLeftovers(cluster, logger);
  // Whoever was told to end already ends by that.
  if (signal === "SIGKILL") child.kill(signal);
  await ended;
  expect(child.signalCode).toBe(signal);
});
