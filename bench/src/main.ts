// Usage: npm run bench -- [name] [--json FILE]. Without a name, all of them.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchBootstrap } from "./bootstrap.ts";
import { benchBus } from "./bus.ts";
import { benchConnections } from "./connections.ts";
import { benchFanOut } from "./fan-out.ts";
import { benchHistory } from "./history.ts";
import { benchLargeWorkspace } from "./large-workspace.ts";
import { benchLatency } from "./latency.ts";
import type { Measurement } from "./measurement.ts";
import { benchSends } from "./sends.ts";
import { benchSignIn } from "./sign-in.ts";
import { benchStalledReader } from "./stalled-reader.ts";
import { benchStartUp } from "./start-up.ts";
import { benchTwoNodes } from "./two-nodes.ts";

const benchmarks: Record<string, () => Promise<Measurement[]>> = {
  "start-up": benchStartUp,
  bootstrap: benchBootstrap,
  history: benchHistory,
  "large-workspace": benchLargeWorkspace,
  "fan-out": benchFanOut,
  latency: benchLatency,
  sends: benchSends,
  connections: benchConnections,
  "stalled-reader": benchStalledReader,
  "two-nodes": benchTwoNodes,
  bus: benchBus,
  "sign-in": benchSignIn,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const measurements: Measurement[] = [];
for (const name of names) {
  const run = benchmarks[name];
  if (!run)
    throw new Error(`There is no benchmark "${name}": ${Object.keys(benchmarks).join(", ")}`);
  console.log(`\n${name} …`);
  const measured = await run();
  console.table(measured.map(toRow));
  measurements.push(...measured);
}
if (values.json) {
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
  writeFileSync(values.json, JSON.stringify({ machine, measurements }, null, 2));
  console.log(`Wrote ${values.json}`);
}

function toRow({ what, value, unit, baseline, goal }: Measurement) {
  const ratio = baseline ? (value / baseline.value).toFixed(2) : "";
  return {
    what,
    value: `${round(value)} ${unit}`,
    baseline: baseline ? `${round(baseline.value)} ${unit} (${baseline.what})` : "",
    ratio,
    goal,
  };
}

function round(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
}
