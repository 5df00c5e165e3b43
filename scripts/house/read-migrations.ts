import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Migration } from "./migration-rules.ts";

/** Reads the project's migrations, oldest first. */
export function readMigrations(root: string): Migration[] {
  const folder = join(root, "prisma/migrations");
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, path: join(folder, name, "migration.sql") }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, sql: readFileSync(path, "utf8") }));
}
