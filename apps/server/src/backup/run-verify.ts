// Proves a backup: npm run verify-backup -- --from FOLDER [--key-file FILE]
import { openFolder } from "./backup-folder.ts";
import { secretToOpen } from "./backup-key.ts";
import { onScratchServer } from "./find-database.ts";
import { requireFrom, runAtTerminal } from "./program.ts";
import { verifyBackup } from "./verify-backup.ts";

await runAtTerminal(async (terminal) => {
  const { config, logger, option, say } = terminal;
  const started = performance.now();
  const secret = secretToOpen(config, option("key-file"));
  const backup = await openFolder(requireFrom(terminal), secret);
  await onScratchServer(terminal, (url) => verifyBackup(backup, { url, logger }));
  for (const { name, rows } of backup.manifest.tables) say(`  ${name}: ${rows} rows, the same`);
  const seconds = (performance.now() - started) / 1_000;
  say(`The backup is good: restored and compared in ${seconds.toFixed(1)} s.`);
});
