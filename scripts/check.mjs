// The fast part of the gate: format and lint, the rules of the house, types, and whether the Prisma client is fresh.
import { join } from "node:path";
import { staleClient } from "./generated-client.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24 } from "./node24.mjs";
import { root } from "./root.mjs";
import { run, say } from "./say.mjs";
import { step } from "./step.mjs";

const projects = [
  ".",
  "apps/server",
  "apps/web",
  "packages/protocol",
  "packages/markup",
  "bench",
  "faults",
  "e2e",
];

await run(async () => {
  const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev: true })]);
  const tool = (path) => join(root, "node_modules", path);
  const outcomes = [
    await step("format and lint", node, [
      tool("@biomejs/biome/bin/biome"),
      "ci",
      "--error-on-warnings",
      `--colors=${process.stdout.isTTY ? "force" : "off"}`,
      ".",
    ]),
    await step("rules of the house", node, [join(root, "scripts/house/check.ts")]),
  ];
  for (const project of projects) {
    outcomes.push(
      await step(`types of ${project}`, node, [tool("typescript/bin/tsc"), "-p", project]),
    );
  }
  const stale = staleClient();
  if (stale) say(stale);
  return outcomes.includes(false) || stale ? 1 : 0;
});
