import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";

const megabyte = 1024 * 1024;

/** A small disk of its own, so that it can be full without harm to the machine. */
export interface Disk {
  /** Takes the room, but for so many megabytes. */
  fill(leftMegabytes: number): void;
  /** Gives the space back. */
  free(): void;
  remove(): void;
}

/** Mounts memory as a disk on a folder, or says in words why that cannot be done here. */
export function mountDisk(folder: string, megabytes: number): Disk | { reason: string } {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return { reason: "only root on Linux may mount a small disk" };
  mkdirSync(folder, { recursive: true });
  const options = `size=${megabytes}m,mode=0711`;
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], {
    encoding: "utf8",
  });
  if (mount.status !== 0)
    return { reason: (mount.stderr || String(mount.error ?? "mount refused")).trim() };
  const ballast = join(folder, "ballast");
  return {
    fill(leftMegabytes) {
      fillUp(ballast);
      truncateSync(ballast, Math.max(0, statSync(ballast).size - leftMegabytes * megabyte));
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync("umount", ["--lazy", folder], { stdio: "ignore" });
    },
  };
}

/** Writes until the system says that nothing more fits, in ever smaller pieces. */
function fillUp(file: string): void {
  const descriptor = openSync(file, "a");
  try {
    for (let size = 4 * megabyte; size >= 1; size = Math.floor(size / 16))
      while (fits(descriptor, Buffer.alloc(size)));
  } finally {
    closeSync(descriptor);
  }
}

function fits(descriptor: number, piece: Buffer): boolean {
  try {
    return writeSync(descriptor, piece) === piece.length;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return false;
    throw error;
  }
}
