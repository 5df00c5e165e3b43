// Writes the migration that takes the database from what prisma/migrations say to what prisma/schema.prisma says.
// Usage: scripts/node24 scripts/new-migration.ts add-pins
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { startEmbeddedDatabase } from "../apps/server/src/database/embedded.ts";
import {
  loadMigrations,
  migrationsFolder,
  wholeSchema,
} from "../apps/server/src/database/migration-list.ts";
import { withSchemaEngine } from "../apps/server/src/database/schema-engine.ts";

const schemaFile = join(migrationsFolder, "../schema.prisma");

const name = process.argv[2]?.replaceAll("-", "_");
if (!name || !/^\w+$/.test(name)) {
  console.error(
    "Say what changes, in a few words: scripts/node24 scripts/new-migration.ts add-pins",
  );
  process.exit(1);
}
const script = await missingSql();
if (script.trim() === "" || script.includes("This is an empty migration")) {
  console.log("The migrations already make what the schema describes.");
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), script);
  writeFileSync(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
  console.log(`Wrote ${join(folder, "migration.sql")}: read it before you commit it.`);
}

async function missingSql(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-migration-"));
  const database = await startEmbeddedDatabase({ dataDir, logger: pino({ level: "silent" }) });
  try {
    return await withSchemaEngine(database.url, async (engine) => {
      const difference = await engine.diff({
        from: { tag: "migrations", ...loadMigrations(migrationsFolder) },
        to: {
          tag: "schemaDatamodel",
          files: [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }],
        },
        script: true,
        exitCode: null,
        filters: wholeSchema,
      });
      return difference.stdout ?? "";
    });
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
