import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";

/** Reads orders until its input ends; unless it was dismissed before, it then ends and removes what it watches. */
const pids = new Set<number>();
const pidFiles: string[] = [];
const folders: string[] = [];
let isDismissed = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [order, ...words] = line.split(" ");
  const what = words.join(" ");
  if (order === "watch") pids.add(Number(what));
  if (order === "forget") pids.delete(Number(what));
  if (order === "pid-file") pidFiles.push(what);
  if (order === "folder") folders.push(what);
  if (order === "dismiss") isDismissed = true;
}
if (!isDismissed) cleanUp();

function cleanUp(): void {
  for (const pid of pids) kill(pid);
  for (const file of pidFiles) {
    const pid = pidIn(file);
    if (isPostgres(pid)) kill(pid);
  }
  for (const folder of folders) {
    spawnSync("umount", ["--lazy", folder], { stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function kill(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** The number in an old file may by now be a stranger's. */
function isPostgres(pid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    return false;
  }
}

function pidIn(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10);
  } catch {
    return 0;
  }
}
