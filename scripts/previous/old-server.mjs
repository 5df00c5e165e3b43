import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { succeeds } from "./command.mjs";

const SERVER = "apps/server/src";
/** Where a test run gets its database from. */
const DATABASE_SETUP = `${SERVER}/testing/database.global.ts`;
/** Tests of how a release makes and keeps a database of its own. */
const ITS_OWN = ["database", "backup"];

/** It is the schema that is tried here, not the machine. */
const PATIENCE = ["--testTimeout=120000", "--hookTimeout=240000"];

/** The integration tests of the release before, and its server in them, on a database that this release has made. */
export function oldServerHere({ previous, now, node }) {
  const setup = JSON.stringify(join(now, DATABASE_SETUP));
  writeFileSync(join(previous, DATABASE_SETUP), `export { default } from ${setup};\n`);
  const features = readdirSync(join(previous, SERVER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ITS_OWN.includes(entry.name))
    .map(({ name }) => `${SERVER}/${name}/`);
  const vitest = join(previous, "node_modules/vitest/vitest.mjs");
  const run = [vitest, "run", "--project", "integration", ...PATIENCE, ...features];
  return succeeds(node, run, previous);
}
