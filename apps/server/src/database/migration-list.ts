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

/** Whether a migration, by its name, takes away what older versions of Hallway need. */
export function isContract(name: string): boolean {
  return name.endsWith("_contract");
}

/** Reads the migrations, all or up to one of them, in the form that the schema engine takes them. */
export function loadMigrations(folder: string, upTo?: string): MigrationList {
  const names = migrationNames(folder).filter((name) => upTo === undefined || name <= upTo);
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** The names of the migrations, oldest first. */
export function migrationNames(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.filter((name) => existsSync(join(folder, name, "migration.sql")));
}
