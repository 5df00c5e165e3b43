// Writes the migration that takes the database from what prisma/migrations say to what prisma/schema.prisma says.
// Usage: scripts/node24 scripts/new-migration.ts add-pins
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startEmbeddedDatabase } from "../apps/server/src/database/embedded.ts";
import { migrationsFolder } from "../apps/server/src/database/migration-list.ts";
import { missingSql } from "../apps/server/src/database/missing-sql.ts";

const name = process.argv[2]?.replaceAll("-", "_");
if (!name || !/^\w+$/.test(name)) {
  console.error(
    "Say in a few words what changes: scripts/node24 scripts/new-migration.ts add-pins",
  );
  process.exit(1);
}
const dataDir = mkdtempSync(join(tmpdir(), "hallway-migration-"));
const database = await startEmbeddedDatabase({ dataDir, logger: pino({ level: "silent" }) });
try {
  write(name, await missingSql(database.url));
} finally {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function write(change: string, sql: string): void {
  if (sql === "") {
    console.log("The migrations already make what the schema describes.");
    return;
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${change}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`Wrote ${join(folder, "migration.sql")}: read it before you commit it.`);
}
