import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealRows, sumFile, unsealRows } from "./sealed-file.ts";

const key = randomBytes(32);
const text = Array.from({ length: 5_000 }, (_, row) => `${row}\tline ${row} of a table\n`).join("");

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hallway-sealed-"));
  path = join(folder, "message.rows");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a sealed file", () => {
  it("gives back what went in, and is closed to others", async () => {
    const written = await sealRows(Readable.from([Buffer.from(text)]), { path, key });
    expect(written).toMatchObject({ rows: 5_000, ...(await sumFile(path)) });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path).includes("line 7 of a table")).toBe(false);
    const { rows, sink } = collect();
    expect(await unsealRows(sink, { path, key })).toEqual({
      rows: 5_000,
      fingerprint: written.fingerprint,
    });
    expect(rows()).toBe(text);
  });

  it("holds an empty table too", async () => {
    expect(await sealRows(Readable.from([]), { path, key })).toMatchObject({ rows: 0 });
    const { rows, sink } = collect();
    expect(await unsealRows(sink, { path, key })).toMatchObject({ rows: 0 });
    expect(rows()).toBe("");
  });

  it.each(["of the start", "of the middle", "of the end"])(
    "does not open after a change %s",
    async (where) => {
      const { bytes } = await sealRows(Readable.from([Buffer.from(text)]), { path, key });
      const at = where === "of the start" ? 3 : where === "of the end" ? bytes - 2 : bytes >> 1;
      const content = readFileSync(path);
      content[at] = (content[at] ?? 0) ^ 1;
      writeFileSync(path, content);
      await expect(unsealRows(collect().sink, { path, key })).rejects.toThrow();
    },
  );

  it("does not open with another key", async () => {
    await sealRows(Readable.from([Buffer.from(text)]), { path, key });
    await expect(unsealRows(collect().sink, { path, key: randomBytes(32) })).rejects.toThrow();
  });

  it("has the same fingerprint whatever the order of its rows and however they were cut", async () => {
    const rows = ["1\tone\n", "2\ttwo\n", "2\ttwo\n", "3\tthree\n"];
    const write = async (name: string, chunks: string[]) => {
      const target = { path: join(folder, name), key };
      const { fingerprint } = await sealRows(
        Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
        target,
      );
      return fingerprint;
    };
    const first = await write("first.rows", rows);
    expect(await write("turned.rows", [[...rows].reverse().join("")])).toBe(first);
    expect(await write("cut.rows", [...rows.join("")])).toBe(first);
    expect(await write("once.rows", ["1\tone\n", "2\ttwo\n", "3\tthree\n"])).not.toBe(first);
    expect(await write("other.rows", ["1\tone\n", "2\ttwo\n", "2\tto\n", "3\tthree\n"])).not.toBe(
      first,
    );
  });
});

function collect(): { rows(): string; sink: Writable } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { rows: () => Buffer.concat(chunks).toString(), sink };
}
