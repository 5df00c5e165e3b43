import { createHmac, hkdfSync, randomBytes, scryptSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { loadSecret } from "../secrets.ts";
import { BackupError } from "./backup-error.ts";

/** The keys of one backup, each with its own purpose. */
export type BackupKeys = {
  /** Encrypts the tables. */
  seal: Buffer;
  /** Signs the manifest. */
  sign: Buffer;
  /** Tells another key apart from a changed backup. */
  check: string;
};

type KeySettings = Pick<Config, "backupKey" | "dataDir">;

const secretName = "backup-key";

/** The secret that a new backup is locked with: `BACKUP_KEY`, else one that is made in the data folder. */
export function secretToLock({ backupKey, dataDir }: KeySettings): string {
  return backupKey ?? loadSecret(dataDir, secretName);
}

/** The secret that opens a backup; unlike locking, opening never makes one. */
export function secretToOpen({ backupKey, dataDir }: KeySettings, keyFile?: string): string {
  if (keyFile !== undefined) return readKeyFile(keyFile);
  if (backupKey !== null) return backupKey;
  return readKeyFile(keyFileIn(dataDir));
}

/** Where the key lies that Hallway made. */
export function keyFileIn(dataDir: string): string {
  return join(dataDir, "secrets", secretName);
}

export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/** scrypt with 32 MiB (N = 2^15, r = 8), so that a short secret cannot be guessed quickly either. */
export function deriveKeys(secret: string, salt: string): BackupKeys {
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
  const master = scryptSync(secret, Buffer.from(salt, "hex"), 32, cost);
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "", purpose, 32));
  const sign = derive("hallway backup manifest");
  return {
    seal: derive("hallway backup table"),
    sign,
    check: createHmac("sha256", sign).update("the right key").digest("hex"),
  };
}

function readKeyFile(path: string): string {
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret !== "") return secret;
  } catch {
    // Said below, as for an empty file.
  }
  throw new BackupError(
    `There is no key in ${path}: set BACKUP_KEY, or name the file with --key-file (where the backup was made it is DATA_DIR/secrets/${secretName}).`,
  );
}
