// Holds this release to the one before it. Both stand as they were committed, installed in folders of their own.
//   npm run previous                                   the last tag
//   npm run previous -- v0.1.0                         a tag or a commit
//   npm run previous -- v0.1.0 --only client,server    some of the trials
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureNode24 } from "./node24.mjs";
import { oldClientHere } from "./previous/old-client.mjs";
import { oldServerHere } from "./previous/old-server.mjs";
import { lastTag, unpack } from "./previous/trees.mjs";
import { thereAndBack } from "./previous/way-back.mjs";
import { run, Stop, say } from "./say.mjs";
import { seconds } from "./step.mjs";

const trials = {
  "way-back": { told: "an update under data that stays, and the way back", try: thereAndBack },
  server: { told: "the server before this one, on this one's database", try: oldServerHere },
  client: { told: "the web client before this one, on this one's server", try: oldClientHere },
};

await run(async () => {
  const { ref, names } = readOptions();
  const node = await ensureNode24();
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "hallway-previous-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  const previous = await unpack(ref, join(folder, "previous"));
  const now = await unpack("HEAD", join(folder, "now"));
  const failed = [];
  for (const name of names) {
    say(`\n── ${name}: ${trials[name].told}`);
    if (!(await trials[name].try({ previous, now, node }))) failed.push(name);
  }
  const verdict = failed.length > 0 ? `failed: ${failed.join(", ")}` : "all well";
  process.stdout.write(`\nHEAD beside ${ref}: ${verdict}, in ${seconds(started)}\n`);
  return failed.length > 0 ? 1 : 0;
});

function readOptions() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { only: { type: "string", default: Object.keys(trials).join(",") } },
  });
  const names = values.only.split(",");
  const unknown = names.find((name) => !Object.hasOwn(trials, name));
  if (unknown) throw new Stop(`There is no ${unknown}, only ${Object.keys(trials).join(", ")}.`);
  return { ref: positionals[0] ?? lastTag(), names };
}
