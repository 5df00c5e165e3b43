import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { isAlive } from "./process-life.ts";

const warden = join(import.meta.dirname, "warden.ts");

/** Starts a process that waits for ever, has it watched with a folder, says its number, and is then killed. */
const program = (folder: string) => `
  import { spawn } from "node:child_process";
  import { startWarden } from ${JSON.stringify(warden)};
  const victim = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  const warden = startWarden();
  warden.watch(victim.pid);
  warden.watchFolder(${JSON.stringify(folder)});
  console.log(victim.pid);
  setInterval(() => {}, 1000);
`;

it("ends what was started and removes what was made, when the harness is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hallway-warden-"));
  writeFileSync(join(folder, "data"), "of a database");
  const harness = spawn(process.execPath, ["--input-type=module", "-e", program(folder)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(harness.stdout, "data");
  const victim = Number(said);
  expect(isAlive(victim)).toBe(true);
  harness.kill("SIGKILL");
  await vi.waitFor(
    () => {
      expect(isAlive(victim)).toBe(false);
      expect(existsSync(folder)).toBe(false);
    },
    { timeout: 60_000 },
  );
}, 90_000);
