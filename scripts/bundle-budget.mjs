// Fails when what a signed-in person downloads before the first screen grows over the budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./root.mjs";
import { run, Stop } from "./say.mjs";

const budgetBytes = 200_000;
const dist = join(root, "apps/web/dist");

/** The page itself and the route that it opens for someone who is signed in. */
const firstScreen = ["index.html", "src/features/shell/workspace-shell.tsx"];

await run(() => {
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
  const files = new Set();
  for (const entry of firstScreen) collect(entry, manifest, files);
  const sizes = [...files].map((file) => [file, gzipSync(readFileSync(join(dist, file))).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  for (const [file, size] of sizes)
    process.stdout.write(`${kilobytes(size).padStart(9)}  ${file}\n`);
  process.stdout.write(`${kilobytes(total).padStart(9)}  of ${kilobytes(budgetBytes)}\n`);
  if (total > budgetBytes)
    throw new Stop("The first screen's JavaScript is over its budget: load something later.");
});

function collect(name, manifest, files) {
  const entry = manifest[name];
  if (!entry)
    throw new Stop(`The build has no ${name}: has the first screen moved? Name it in this script.`);
  if (files.has(entry.file)) return;
  files.add(entry.file);
  for (const imported of entry.imports ?? []) collect(imported, manifest, files);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
