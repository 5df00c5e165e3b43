import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { canReach, type DatabaseOwner } from "./database-owner.ts";
import { EmbeddedDatabaseError } from "./embedded-error.ts";
import { reachableFolder } from "./reachable-folder.ts";

/**
 * Opens the folder that holds the database's folder: the data folder itself, or, where the owner may not walk there
 * (a clone below /root), a system folder that `DATA_DIR/postgres` then points to.
 */
export function clusterFolder(dataDir: string, owner: DatabaseOwner | undefined): string {
  const home = join(dataDir, "postgres");
  if (isLink(home) && !existsSync(home)) throw new EmbeddedDatabaseError(lost(home));
  if (!existsSync(home)) makeHome(dataDir, home, owner);
  const folder = realpathSync(home);
  const uid = owner?.uid ?? process.getuid?.();
  if (uid !== undefined && statSync(folder).uid !== uid)
    throw new EmbeddedDatabaseError(foreign(home));
  if (!canReach(owner, folder)) openDoor(dataDir);
  if (!canReach(owner, folder)) throw new EmbeddedDatabaseError(closed(folder));
  return join(folder, "cluster");
}

function makeHome(dataDir: string, home: string, owner: DatabaseOwner | undefined): void {
  if (!owner) {
    mkdirSync(home, { mode: 0o700 });
    return;
  }
  openDoor(dataDir);
  if (canReach(owner, dataDir)) {
    give(home, owner);
    return;
  }
  const elsewhere = join(reachableFolder(), `database-${randomBytes(6).toString("hex")}`);
  give(elsewhere, owner);
  symlinkSync(elsewhere, home);
}

function give(folder: string, owner: DatabaseOwner): void {
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, owner.uid, owner.gid);
}

/** Lets others walk through the data folder, not look into it: what is secret lies in closed folders inside. */
function openDoor(dataDir: string): void {
  const { mode } = statSync(dataDir);
  if ((mode & 0o011) !== 0o011) chmodSync(dataDir, (mode & 0o777) | 0o011);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function lost(home: string): string {
  return `The database that ${home} points to is gone: put it back, or remove that link to start with an empty one.`;
}

function foreign(home: string): string {
  return `The database in ${home} belongs to another account: start Hallway as the one that made it (root, if it was root).`;
}

function closed(home: string): string {
  return `The database's account may no longer walk to ${home}: open the folders above it, or move DATA_DIR.`;
}
