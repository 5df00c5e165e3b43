// Writes a backup: npm run backup [-- --to FOLDER]
import { join } from "node:path";
import { folderNameAt } from "./back-up-before-migration.ts";
import { keyFileIn, secretToLock } from "./backup-key.ts";
import { onDatabase } from "./find-database.ts";
import { runAtTerminal } from "./program.ts";
import { writeBackup } from "./write-backup.ts";

await runAtTerminal(async (terminal) => {
  const { config, option, say } = terminal;
  const folder = option("to") ?? join(config.dataDir, "backups", folderNameAt(new Date()));
  const started = performance.now();
  const { tables } = await onDatabase(terminal, (url) =>
    writeBackup({ url, folder, secret: secretToLock(config) }),
  );
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = tables.reduce((sum, table) => sum + table.bytes, 0) / 1_000_000;
  const seconds = (performance.now() - started) / 1_000;
  say(`Backed up ${rows} rows of ${tables.length} tables to ${folder}`);
  say(`  ${megabytes.toFixed(1)} MB, encrypted, in ${seconds.toFixed(1)} s.`);
  if (config.backupKey === null) {
    say(
      `  Its key is in ${keyFileIn(config.dataDir)}: keep a copy elsewhere, nothing opens it without.`,
    );
  }
});
