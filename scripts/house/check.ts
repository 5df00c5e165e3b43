import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrationViolations } from "./migration-rules.ts";
import { readMigrations } from "./read-migrations.ts";
import { readSources } from "./source-files.ts";
import { violationsIn } from "./violations.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const files = readSources(root);
const violations = [...violationsIn(files), ...migrationViolations(readMigrations(root))];
for (const violation of violations) console.error(violation);
console.log(`${files.length} files, ${violations.length} against the rules of the house`);
process.exitCode = violations.length > 0 ? 1 : 0;
