import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Disk, mountDisk } from "./disk.ts";
import { type Switchboard, startSwitchboard } from "./switchboard.ts";
import { startWarden, type Warden } from "./warden.ts";

/** Where a site's data lies while it lives. */
export interface Ground {
  warden: Warden;
  /** Where every link of the site runs. */
  switchboard: Switchboard;
  /** For the database, perhaps a small disk of its own. */
  volume: string;
  /** For what the nodes of a cluster share. */
  shared: string;
  /** Null where the volume is part of the machine's disk. */
  disk: Disk | null;
  /** Removes everything; nothing runs on it any more. */
  clear(): void;
  /** Ends whatever runs on it, and removes everything. */
  giveUp(): void;
}

/** Makes a folder that every account may walk through; PostgreSQL does not run as root. */
export function prepareGround(diskMegabytes: number | null): Ground {
  const warden = startWarden();
  const switchboard = startSwitchboard();
  const base = mkdtempSync(join(tmpdir(), "hallway-faults-"));
  chmodSync(base, 0o711);
  const volume = join(base, "volume");
  const shared = join(base, "shared");
  for (const folder of [volume, shared]) mkdirSync(folder, { mode: 0o711 });
  warden.watchFolder(volume);
  warden.watchFolder(base);
  const disk = diskMegabytes === null ? null : diskOrNothing(volume, diskMegabytes);
  return {
    warden,
    switchboard,
    volume,
    shared,
    disk,
    clear() {
      disk?.remove();
      rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      warden.dismiss();
    },
    giveUp() {
      void switchboard.close();
      warden.release();
    },
  };
}

function diskOrNothing(folder: string, megabytes: number): Disk | null {
  const disk = mountDisk(folder, megabytes);
  return "reason" in disk ? null : disk;
}
