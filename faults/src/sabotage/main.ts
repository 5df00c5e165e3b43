import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Deployment } from "../contract.ts";
import { prove } from "./prove.ts";
import { sabotageCalled, sabotages } from "./sabotages.ts";

const usage = `npm run faults -- --prove [--only name,…] [--seconds 12] [--seed 1] [--cluster]
Sabotages: ${sabotages.map(({ name }) => name).join(", ")}`;

/** Builds every deliberate fault into a site of its own, one after the other; the exit code tells whether each was named. */
export async function proveAll(args: string[]): Promise<number> {
  const { wanted, seconds, seed, deployment } = parseOptions(args);
  const started = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  const folder = join(import.meta.dirname, "../../../.cache/faults", `${started}-prove`);
  const missed: string[] = [];
  for (const sabotage of wanted) {
    const plan = { deployment, seed, folder, workMs: seconds * 1_000 };
    const { isNamed, named, verdict } = await prove(sabotage, plan);
    const expected = sabotage.namedBy.join(" or ");
    say(`${isNamed ? "named " : "MISSED"}  ${sabotage.name}: ${sabotage.does}`);
    say(`        by ${named.join(", ") || "nothing"} (expected: ${expected})`);
    const first = verdict.properties.find(
      ({ name }) => sabotage.namedBy.includes(name) && named.includes(name),
    );
    if (first) say(`        ${first.name}: ${first.examples[0]}`);
    if (!isNamed) missed.push(sabotage.name);
  }
  say(missed.length === 0 ? `All ${wanted.length} were named.` : `Not named: ${missed.join(", ")}`);
  return missed.length === 0 ? 0 : 1;
}

function parseOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      seconds: { type: "string", default: "12" },
      seed: { type: "string", default: "1" },
      cluster: { type: "boolean", default: false },
    },
  });
  const seconds = Number(values.seconds);
  const seed = Number(values.seed);
  if (!(seconds > 0) || !Number.isInteger(seed)) throw new Error(usage);
  const deployment: Deployment = values.cluster ? "cluster" : "embedded";
  const wanted = values.only ? values.only.split(",").map(sabotageCalled) : sabotages;
  return { wanted, seconds, seed, deployment };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) process.exitCode = await proveAll(process.argv.slice(2));
