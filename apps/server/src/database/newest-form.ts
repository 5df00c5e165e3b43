import type { Database } from "./client.ts";
import { loadMigrations, migrationsFolder } from "./migration-list.ts";

/** Whether the database has every migration that this program brings; a newer program may have added more. */
export async function isAtNewestForm(database: Database): Promise<boolean> {
  const [row] = await database.$queryRaw<{ applied: boolean }[]>`
    SELECT count(DISTINCT migration_name) = ${expected.length} AS applied
    FROM _prisma_migrations
    WHERE migration_name = ANY (${expected}) AND finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return row?.applied ?? false;
}

const expected = loadMigrations(migrationsFolder).migrationDirectories.map(({ path }) => path);
