import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { mountDisk } from "./disk.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-disk-"));
const disk = mountDisk(folder, 4);
afterAll(() => {
  if (!("reason" in disk)) disk.remove();
  rmSync(folder, { recursive: true });
});

const write = () => writeFileSync(join(folder, "data"), Buffer.alloc(100_000));

it("a small disk is full when it is filled, and has room again; where there can be none, it says why", () => {
  if ("reason" in disk) {
    expect(disk.reason).not.toBe("");
    return;
  }
  disk.fill(0);
  expect(write).toThrow("ENOSPC");
  disk.free();
  write();
  disk.fill(1);
  write();
});
