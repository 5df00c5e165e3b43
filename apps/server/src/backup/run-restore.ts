// Puts a backup back: npm run restore -- --from FOLDER [--key-file FILE] [--replace]
import { openFolder } from "./backup-folder.ts";
import { secretToOpen } from "./backup-key.ts";
import { onIdleDatabase } from "./find-database.ts";
import { requireFrom, runAtTerminal } from "./program.ts";
import { requireKnown, restoreBackup } from "./restore-backup.ts";

await runAtTerminal(async (terminal) => {
  const { config, logger, option, replace, say } = terminal;
  const from = requireFrom(terminal);
  const started = performance.now();
  const backup = await openFolder(from, secretToOpen(config, option("key-file")));
  requireKnown(backup.manifest);
  const { tables, createdAt, hallway } = backup.manifest;
  await onIdleDatabase(terminal, (url) => restoreBackup(backup, { url, logger, replace }));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = (performance.now() - started) / 1_000;
  say(
    `Restored ${rows} rows of ${tables.length} tables, as they were at ${createdAt} (Hallway ${hallway}),`,
  );
  say(`  in ${seconds.toFixed(1)} s. Everyone signs in again, open invitations are void,`);
  say("  and clients forget what they know and load it anew.");
});
