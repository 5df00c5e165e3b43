import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedDatabase } from "../apps/server/src/database/embedded.ts";
import { migrateInTurn } from "../apps/server/src/database/migrate.ts";
import { migrationNames, migrationsFolder } from "../apps/server/src/database/migration-list.ts";

const logger = pino({ level: "silent" });

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hallway-seed-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("npm run seed refuses beside a running Hallway in one sentence, and backs up what it migrates", {
  timeout: 120_000,
}, async () => {
  const running = await startEmbeddedDatabase({ dataDir, logger });
  const [first] = migrationNames(migrationsFolder);
  await migrateInTurn({ url: running.url, logger, upTo: first });
  const refused = await seed();
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toMatch(/^Another Hallway \(process \d+\) is already running on .*\n$/);
  expect(existsSync(join(dataDir, "backups"))).toBe(false);

  await running.stop();
  const done = await seed();
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(done.out).toMatch(/^Wrote \d+ people, .*\nStart Hallway and sign in as /);
  expect(readdirSync(join(dataDir, "backups"))).toHaveLength(1);
});

function seed(): Promise<{ code: number; out: string; err: string }> {
  const settings = { env: { DATA_DIR: dataDir } };
  return new Promise((resolve) => {
    const program = join(import.meta.dirname, "seed.ts");
    const child = execFile(process.execPath, [program], settings, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
