import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { succeeds } from "./command.mjs";

/** The web client of the release before, built there, served by this server, and walked through by its own scenarios. */
export async function oldClientHere({ previous, now, node }) {
  if (!(await succeeds(node, [join(previous, "scripts/build-web.mjs")], previous))) return false;
  for (const part of ["e2e", "apps/web/dist"]) {
    rmSync(join(now, part), { recursive: true, force: true });
    cpSync(join(previous, part), join(now, part), { recursive: true });
  }
  if (!(await succeeds(node, [join(now, "e2e/install-browser.ts")], now))) return false;
  const playwright = join(now, "node_modules/@playwright/test/cli.js");
  return succeeds(node, [playwright, "test", "--config", "e2e/playwright.config.ts"], now);
}
