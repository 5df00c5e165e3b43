// Runs Hallway from a fresh clone: installs, builds what is missing, and starts the server.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { whenNpmEnds } from "./end-with-npm.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24, runUnder } from "./node24.mjs";
import { root } from "./root.mjs";
import { run } from "./say.mjs";

const server = join(root, "apps/server/src/main.ts");

await run(async () => {
  const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev: false })]);
  await ensureBuilt({ node });
  process.env.NODE_ENV ??= "production";
  if (node !== process.execPath) return runUnder(node, [server]);
  const end = () => process.kill(process.pid, "SIGTERM");
  process.once("SIGHUP", end);
  whenNpmEnds(end);
  await import(pathToFileURL(server).href);
});
