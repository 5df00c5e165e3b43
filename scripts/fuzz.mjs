// Sends the server what it was not made for, or compares it with a model, for as long as you like:
//   npm run fuzz -- frames --count 1000000 --seed 7
//   npm run fuzz -- requests --minutes 30
//   npm run fuzz -- model --minutes 30
//   npm run fuzz -- orders --count 10000
//   npm run fuzz -- unread --count 100000
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { ensureNode24, runUnder } from "./node24.mjs";
import { root } from "./root.mjs";
import { run, Stop, say } from "./say.mjs";

/** The tests of each kind, which are the gate's own. */
const kinds = {
  frames: ["fuzz/frames"],
  requests: ["fuzz/requests"],
  model: ["model/model"],
  orders: ["interleavings.property", "-t", "G15"],
  unread: ["interleavings.property", "-t", "G20"],
};
const FOREVER_MINUTES = 24 * 60;

await run(async () => {
  const extent = readExtent();
  const [node] = await Promise.all([ensureNode24(), ensureInstalled({ dev: true })]);
  say(`Seed ${extent.seed}: the same seed makes the same run.`);
  process.env.EXTENT = JSON.stringify(extent);
  process.env.PROPERTY_SEED = String(extent.seed);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return runUnder(node, [
    vitest,
    "run",
    "--config",
    "vitest.fuzz.config.ts",
    ...kinds[extent.kind],
  ]);
});

function readExtent() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: "string" },
      minutes: { type: "string" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    },
  });
  const [kind] = positionals;
  if (!(kind in kinds)) throw new Stop(`Say what to run: ${Object.keys(kinds).join(", ")}.`);
  const count = number(values.count, values.minutes ? Number.MAX_SAFE_INTEGER : 10_000);
  return {
    kind,
    count,
    minutes: number(values.minutes, FOREVER_MINUTES),
    seed: number(values.seed, 0),
  };
}

function number(text, otherwise) {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Stop(`${text} is not a number.`);
}
