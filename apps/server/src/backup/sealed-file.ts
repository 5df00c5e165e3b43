import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { BackupError } from "./backup-error.ts";
import { RowTally, type Tally } from "./row-tally.ts";

/** A file as it lies on the disk. */
export type FileSum = { bytes: number; sha256: string };

const cipherName = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Writes rows compressed and encrypted: 12 bytes nonce, what AES-256-GCM makes of the zstd stream, 16 bytes tag. */
export async function sealRows(
  rows: Readable,
  { path, key }: { path: string; key: Buffer },
): Promise<Tally & FileSum> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(cipherName, key, iv);
  const sum = new FileSummer(iv, () => cipher.getAuthTag());
  const tally = new RowTally();
  const file = createWriteStream(path, { mode: 0o600, flags: "wx", flush: true });
  await pipeline(rows, tally, createZstdCompress(), cipher, sum, file);
  return { ...tally.tally, ...sum.result() };
}

/** Reads what `sealRows` wrote into `rows` and resolves to what it was. */
export async function unsealRows(
  rows: Writable,
  { path, key }: { path: string; key: Buffer },
): Promise<Tally> {
  const { iv, tag, end } = await readEnds(path);
  const decipher = createDecipheriv(cipherName, key, iv).setAuthTag(tag);
  const tally = new RowTally();
  const file = createReadStream(path, { start: ivBytes, end });
  await pipeline(file, decipher, createZstdDecompress(), tally, rows);
  return tally.tally;
}

/** The length and the checksum of a file on the disk. */
export async function sumFile(path: string): Promise<FileSum> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Puts the nonce before and the tag behind what passes, and sums up all of it. */
class FileSummer extends Transform {
  readonly #hash = createHash("sha256");
  readonly #tag: () => Buffer;
  #bytes = 0;

  constructor(iv: Buffer, tag: () => Buffer) {
    super();
    this.#tag = tag;
    this.push(this.#count(iv));
  }

  result(): FileSum {
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, data: Buffer) => void) {
    done(null, this.#count(chunk));
  }

  override _flush(done: (error: null, data: Buffer) => void) {
    done(null, this.#count(this.#tag()));
  }

  #count(chunk: Buffer): Buffer {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    return chunk;
  }
}

async function readEnds(path: string): Promise<{ iv: Buffer; tag: Buffer; end: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size <= ivBytes + tagBytes) throw new BackupError(`${path} is too short to be a table.`);
    const iv = Buffer.alloc(ivBytes);
    const tag = Buffer.alloc(tagBytes);
    await file.read(iv, 0, ivBytes, 0);
    await file.read(tag, 0, tagBytes, size - tagBytes);
    return { iv, tag, end: size - tagBytes - 1 };
  } finally {
    await file.close();
  }
}
