import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

const systemBrowsers = [
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Keeps the browser from calling home, which a closed network would make it wait for. */
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** How to launch the browser of this machine, or Playwright's own where it has none. */
export function browserLaunch(): LaunchOptions {
  const system = systemBrowsers.find((path) => existsSync(path));
  const isRoot = process.getuid?.() === 0;
  return {
    ...(system ? { executablePath: system } : {}),
    args: isRoot ? [...quiet, "--no-sandbox"] : quiet,
  };
}

/** Installs Playwright's browser unless there is one already; throws where none can be had. */
export function ensureBrowser(): void {
  if (browserLaunch().executablePath || existsSync(chromium.executablePath())) return;
  const cli = join(dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");
  const { status } = spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: "inherit",
  });
  if (status !== 0) {
    throw new Error(
      "No browser here: install Chrome or Chromium (Debian: apt-get install chromium).",
    );
  }
}
