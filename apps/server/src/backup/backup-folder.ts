import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { BackupError } from "./backup-error.ts";
import type { BackupKeys } from "./backup-key.ts";
import { type Manifest, readManifest, signManifest } from "./manifest.ts";
import { sumFile } from "./sealed-file.ts";

const manifestFile = "manifest.json";
const signatureFile = "manifest.sig";

/** A backup that was read and checked as far as it can be without a database. */
export type OpenBackup = {
  folder: string;
  manifest: Manifest;
  keys: BackupKeys;
};

/**
 * Lets `write` fill a folder beside the wanted one and gives it its name only when all of it, the manifest last, is on
 * the disk: half a backup never looks whole.
 */
export async function writeFolder(
  wanted: string,
  write: (folder: string) => Promise<{ manifest: Manifest; keys: BackupKeys }>,
): Promise<Manifest> {
  const target = resolve(wanted);
  refuseOccupied(target);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const half = mkdtempSync(join(dirname(target), `.${basename(target)}.half-`));
  try {
    const { manifest, keys } = await write(half);
    const { text, signature } = signManifest(manifest, keys);
    const options = { mode: 0o600, flush: true };
    await writeFile(join(half, signatureFile), `${signature}\n`, options);
    await writeFile(join(half, manifestFile), text, options);
    await flushFolder(half);
    await rename(half, target);
    await flushFolder(dirname(target));
    return manifest;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
}

/** Opens a backup and checks every byte of it; throws a `BackupError` unless it is whole and unchanged. */
export async function openFolder(folder: string, secret: string): Promise<OpenBackup> {
  const text = read(join(folder, manifestFile));
  const signature = read(join(folder, signatureFile));
  if (text === undefined || signature === undefined) {
    throw new BackupError(`There is no whole backup in ${folder}: its manifest is missing.`);
  }
  const { manifest, keys } = readManifest({ text, signature }, secret);
  for (const { file, bytes, sha256 } of manifest.tables) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new BackupError(`The backup in ${folder} is not whole: ${file} is missing.`);
    }
    const found = await sumFile(path);
    if (found.bytes !== bytes || found.sha256 !== sha256) {
      throw new BackupError(`The backup in ${folder} is damaged: ${file} is not what was written.`);
    }
  }
  return { folder, manifest, keys };
}

function refuseOccupied(target: string): void {
  if (!existsSync(target) || isEmptyFolder(target)) return;
  throw new BackupError(`${target} is there already: name a folder that does not exist yet.`);
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } catch {
    // Windows and some network disks offer no such thing.
  } finally {
    await folder.close();
  }
}
