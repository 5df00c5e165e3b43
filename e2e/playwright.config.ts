import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./browser.ts";

/** The scenarios start the servers they need themselves (fixtures.ts), on the web client as it is built. */
export default defineConfig({
  testDir: "scenarios",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    launchOptions: browserLaunch(),
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
  },
});
