import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./browser.ts";

const port = Number(process.env.E2E_PORT ?? 3999);
const baseURL = `http://localhost:${port}`;

// Every worker reads this file again and must find the same folder.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "hallway-e2e-"));

/** The scenarios run against one Hallway with an empty database, as it stands after a first `npm start`. */
export default defineConfig({
  testDir: "scenarios",
  outputDir: "../test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  workers: 1,
  reporter: "list",
  use: {
    baseURL,
    launchOptions: browserLaunch(),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: "node scripts/start.mjs",
    cwd: join(import.meta.dirname, ".."),
    url: `${baseURL}/livez`,
    env: {
      PORT: String(port),
      PUBLIC_URL: baseURL,
      DATA_DIR: process.env.E2E_DATA_DIR,
      LOG_LEVEL: "warn",
    },
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
    timeout: 120_000,
  },
});
