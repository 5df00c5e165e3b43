import { hash } from "node:crypto";
import { Transform } from "node:stream";

/** What a table holds, whatever the order of its rows. */
export type Tally = { rows: number; fingerprint: string };

const lineFeed = 0x0a;
const lanes = [0, 8, 16, 24] as const;

/**
 * Passes the text of a COPY through and tallies its rows: how many, and the sum of their SHA-256 hashes, taken in four
 * parts of 64 bits. (COPY writes a line break inside a value as `\n`, so a line is a row.)
 */
export class RowTally extends Transform {
  #rows = 0;
  #sum = new BigUint64Array(lanes.length);
  #rest: Buffer[] = [];

  get tally(): Tally {
    const parts = [...this.#sum].map((part) => part.toString(16).padStart(16, "0"));
    return { rows: this.#rows, fingerprint: parts.join("") };
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, data: Buffer) => void) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end < 0) break;
      this.#add(chunk.subarray(start, end));
      start = end + 1;
    }
    // A copy: the sender may use the memory of the chunk again.
    if (start < chunk.length) this.#rest.push(Buffer.from(chunk.subarray(start)));
    done(null, chunk);
  }

  #add(end: Buffer): void {
    const row = this.#rest.length === 0 ? end : Buffer.concat([...this.#rest, end]);
    this.#rest = [];
    const digest = hash("sha256", row, "buffer");
    for (const [lane, offset] of lanes.entries()) {
      this.#sum[lane] = (this.#sum[lane] ?? 0n) + digest.readBigUInt64BE(offset);
    }
    this.#rows += 1;
  }
}
