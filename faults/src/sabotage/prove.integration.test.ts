import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { prove } from "./prove.ts";
import { sabotageCalled } from "./sabotages.ts";

const folder = mkdtempSync(join(tmpdir(), "hallway-prove-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("names the faults of a server that leaks, forgets ticks and lets readings go back", async () => {
  const built = ["rooms-leak", "edits-without-tick", "read-goes-back"].map(sabotageCalled);
  const plan = { deployment: "embedded", seed: 1, acked: 150, folder } as const;
  const { missed, verdict } = await prove(built, plan);
  expect(missed).toEqual([]);
  // What these faults leave alone still holds.
  const others = verdict.properties.filter(({ name }) => ["P2", "P3", "P6", "P7"].includes(name));
  expect(others.filter(({ violations }) => violations > 0)).toEqual([]);
}, 900_000);
