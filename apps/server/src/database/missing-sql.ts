import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMigrations, migrationsFolder, wholeSchema } from "./migration-list.ts";
import { withSchemaEngine } from "./schema-engine.ts";

/** The SQL that leads from what the migrations make to what schema.prisma describes; empty when they agree. */
export async function missingSql(url: string): Promise<string> {
  const path = join(migrationsFolder, "../schema.prisma");
  const files = [{ path, content: readFileSync(path, "utf8") }];
  const difference = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...loadMigrations(migrationsFolder) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: wholeSchema,
    }),
  );
  const sql = difference.stdout ?? "";
  return sql.includes("This is an empty migration") ? "" : sql.trim();
}
