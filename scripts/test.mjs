// Everything that CI checks, from a fresh clone: install, check, unit and integration tests, build, size, browser tests.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24 } from "./node24.mjs";
import { ensureRedis } from "./redis.mjs";
import { root } from "./root.mjs";
import { run, say } from "./say.mjs";
import { seconds, step } from "./step.mjs";

const results = join(root, ".cache/test-results");
const vitestResults = join(results, "vitest.json");
const playwrightResults = join(results, "playwright.json");

await run(async () => {
  const started = performance.now();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev: true })]);
  ensureRedis();
  const steps = await allSteps(node);
  const tests = [countVitest(), countPlaywright()];
  const passed = sum(tests.map((count) => count.passed));
  const brokenSteps = steps.filter(([, isFine]) => !isFine).map(([name]) => name);
  // A step that fails without naming a test (a type error, a browser that does not start) is a failure too.
  const failed = sum(tests.map((count) => count.failed)) + silent(brokenSteps, tests);
  say(
    `\nWhole run: ${seconds(started)}${brokenSteps.length ? `; failed: ${brokenSteps.join(", ")}` : ""}`,
  );
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
});

async function allSteps(node) {
  const script = (name) => join(root, "scripts", name);
  const tool = (path) => join(root, "node_modules", path);
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = playwrightResults;
  return [
    ["check", await step("check", node, [script("check.mjs")])],
    [
      "vitest",
      await step("unit and integration tests", node, [
        tool("vitest/vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${vitestResults}`,
      ]),
    ],
    ["build", await builds(node)],
    ["size", await step("size budget", node, [script("bundle-budget.mjs")])],
    ["browser", await step("browser", node, [join(root, "e2e/install-browser.ts")])],
    [
      "playwright",
      await step("browser tests", node, [
        tool("@playwright/test/cli.js"),
        "test",
        "--config",
        "e2e/playwright.config.ts",
        "--reporter=list,json",
      ]),
    ],
  ];
}

async function builds(node) {
  try {
    await ensureBuilt({ node });
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

function countVitest() {
  const report = readReport(vitestResults);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

function countPlaywright() {
  const stats = readReport(playwrightResults)?.stats;
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function silent(brokenSteps, [vitest, playwright]) {
  const named = { vitest: vitest.failed, playwright: playwright.failed };
  return brokenSteps.filter((name) => !named[name]).length;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
