import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Deployment } from "../contract.ts";
import { type Proof, prove } from "./prove.ts";
import type { Sabotage } from "./sabotage.ts";
import { sabotageCalled, sabotages } from "./sabotages.ts";

const usage = `npm run faults -- --prove [--only name,…] [--acked 400] [--seed 1] [--cluster]
Sabotages: ${sabotages.map(({ name }) => name).join(", ")}`;

/** Builds every deliberate fault into a site of its own, one after the other; the exit code tells whether each was named. */
export async function proveAll(args: string[]): Promise<number> {
  const { wanted, acked, seed, deployment } = parseOptions(args);
  const started = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  const folder = join(import.meta.dirname, "../../../.cache/faults", `${started}-prove`);
  const missed: string[] = [];
  for (const sabotage of wanted) {
    const proof = await prove([sabotage], {
      ...{ seed, folder, acked },
      deployment: sabotage.needs ?? deployment,
    });
    say(report(sabotage, proof));
    if (proof.missed.length > 0) missed.push(sabotage.name);
  }
  say(missed.length === 0 ? `All ${wanted.length} were named.` : `Not named: ${missed.join(", ")}`);
  return missed.length === 0 ? 0 : 1;
}

function report({ name, does, namedBy }: Sabotage, { named, missed, verdict }: Proof): string {
  const found = missed.length === 0 ? "named " : "MISSED";
  const first = verdict.properties.find((one) => namedBy.includes(one.name) && one.violations > 0);
  const example = first ? `\n        ${first.name}: ${first.examples[0]}` : "";
  const by = `by ${named.join(", ") || "nothing"} (expected: ${namedBy.join(" or ")})`;
  return `${found}  ${name}: ${does}\n        ${by}${example}`;
}

function parseOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      acked: { type: "string", default: "400" },
      seed: { type: "string", default: "1" },
      cluster: { type: "boolean", default: false },
    },
  });
  const acked = Number(values.acked);
  const seed = Number(values.seed);
  if (!(acked > 0) || !Number.isInteger(seed)) throw new Error(usage);
  const deployment: Deployment = values.cluster ? "cluster" : "embedded";
  const wanted = values.only ? values.only.split(",").map(sabotageCalled) : sabotages;
  return { wanted, acked, seed, deployment };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) process.exitCode = await proveAll(process.argv.slice(2));
