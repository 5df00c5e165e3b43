import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { BackupError } from "./backup-error.ts";
import { type BackupKeys, deriveKeys } from "./backup-key.ts";

/** The form of backup that this Hallway writes and reads. */
export const backupFormat = 1;

const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const Name = z.string().regex(/^\w+$/);

const TableInBackup = z.object({
  name: Name,
  columns: z.array(Name).min(1),
  /** The name of its file, in the folder of the manifest. */
  file: z.string().regex(/^\w+\.rows$/),
  rows: z.int().nonnegative(),
  fingerprint: Hex(32),
  bytes: z.int().positive(),
  sha256: Hex(32),
});

const Manifest = z.object({
  format: z.literal(backupFormat),
  /** The version of the Hallway that wrote it. */
  hallway: z.string(),
  createdAt: z.iso.datetime(),
  /** The life of the database that it was taken of. */
  epoch: z.uuid(),
  /** The schema: what had been applied, in order. */
  migrations: z.array(z.string().regex(/^\w+$/)).min(1),
  salt: Hex(16),
  keyCheck: Hex(32),
  /** In an order in which they can be filled: who is referred to comes first. */
  tables: z.array(TableInBackup).min(1),
  sequences: z.array(z.object({ name: Name, value: z.string().regex(/^-?\d+$/) })),
});

export type Manifest = z.infer<typeof Manifest>;
export type TableInBackup = z.infer<typeof TableInBackup>;

/** A manifest as a file, and the signature that goes into another. */
export function signManifest(
  manifest: Manifest,
  keys: BackupKeys,
): { text: string; signature: string } {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  return { text, signature: signatureOf(text, keys) };
}

/** Reads a manifest that nobody changed; throws a `BackupError` for any other. */
export function readManifest(
  { text, signature }: { text: string; signature: string },
  secret: string,
): { manifest: Manifest; keys: BackupKeys } {
  const found = parse(text);
  const outline = z.object({ format: z.int(), hallway: z.string() }).safeParse(found);
  if (outline.success && outline.data.format > backupFormat) {
    throw new BackupError(newer(outline.data.hallway));
  }
  const checked = Manifest.safeParse(found);
  if (!checked.success) throw new BackupError(damaged);
  const manifest = checked.data;
  const keys = deriveKeys(secret, manifest.salt);
  if (keys.check !== manifest.keyCheck) {
    throw new BackupError(
      "This backup is locked with another key: set BACKUP_KEY, or name the right file with --key-file.",
    );
  }
  const expected = Buffer.from(signatureOf(text, keys));
  const given = Buffer.from(signature.trim());
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isOurs) throw new BackupError(damaged);
  return { manifest, keys };
}

/** The last migration of a backup, as its manifest says unchecked: whoever only sorts backups needs no key. */
export function formOf(text: string): string | undefined {
  return Manifest.pick({ migrations: true }).safeParse(parse(text)).data?.migrations.at(-1);
}

/** The sentence for a backup that a later Hallway wrote. */
export function newer(version: string): string {
  return `This backup was made by a newer Hallway (${version}): update this one first.`;
}

const damaged = "The manifest of this backup is damaged or was changed: use another backup.";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackupError(damaged);
  }
}

function signatureOf(text: string, keys: BackupKeys): string {
  return createHmac("sha256", keys.sign).update(text).digest("hex");
}
