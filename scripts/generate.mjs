// Writes the Prisma client into apps/server/src/database/generated. It is committed, so that running Hallway needs no
// Prisma CLI (350 MB); only who changes prisma/schema.prisma runs this, and the CLI is fetched into .cache for it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedClient, schemaHash } from "./generated-client.mjs";
import { npm } from "./npm.mjs";
import { root } from "./root.mjs";
import { run, Stop, say } from "./say.mjs";

await run(async () => {
  const cli = await ensureCli();
  rmSync(generatedClient.folder, { recursive: true, force: true });
  const { status } = spawnSync(
    process.execPath,
    [cli, "generate", "--schema", generatedClient.schema, "--no-hints"],
    {
      cwd: root,
      stdio: "inherit",
      // No engine is needed to generate: any program that can be executed keeps the CLI from downloading one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (status !== 0) throw new Stop("Prisma could not generate the client; see its message above.");
  writeFileSync(generatedClient.hashFile, `${schemaHash()}\n`);
  say(`Wrote ${generatedClient.folder}`);
});

async function ensureCli() {
  const { dependencies } = JSON.parse(readFileSync(join(root, "apps/server/package.json"), "utf8"));
  const version = dependencies["@prisma/client"];
  const folder = join(root, ".cache", `prisma-${version}`);
  if (!existsSync(folder)) {
    say(`Fetching the Prisma CLI ${version}…`);
    const half = `${folder}.${process.pid}`;
    mkdirSync(half, { recursive: true });
    await npm(["install", "--prefix", half, "--no-save", "--ignore-scripts", `prisma@${version}`]);
    renameSync(half, folder);
  }
  return join(folder, "node_modules/prisma/build/index.js");
}
