import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startSite } from "./site.ts";

it("says what a node said last that cannot start, and starts it no more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hallway-site-"));
  const endings: string[] = [];
  const starting = startSite({
    deployment: "embedded",
    folder,
    history: { write: ({ type }) => void endings.push(type) },
    diskMegabytes: null,
    preloads: ["data:text/javascript,throw new Error('out of order')"],
  });
  await expect(starting).rejects.toThrow(/node-1 cannot start[\s\S]*out of order/);
  expect(endings).toEqual(["ended", "ended", "ended"]);
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
