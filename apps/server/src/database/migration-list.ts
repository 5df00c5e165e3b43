import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList, SchemaFilter } from "@prisma/schema-engine-wasm/schema_engine_bg";

/** The folder of the project's migrations, oldest first by name. */
export const migrationsFolder = fileURLToPath(
  new URL("../../../../prisma/migrations", import.meta.url),
);

/** Everything in the database belongs to the schema. */
export const wholeSchema: SchemaFilter = { externalTables: [], externalEnums: [] };

/** Reads the migrations in the form that the schema engine takes them. */
export function loadMigrations(folder: string): MigrationList {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names
      .filter((name) => existsSync(join(folder, name, "migration.sql")))
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
        },
      })),
  };
}
