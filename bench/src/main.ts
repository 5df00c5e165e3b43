// Usage: npm run bench -- [name] [--json FILE] [--minutes N]. Without a name, all of them but the soak.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchBigRoom } from "./big-room.ts";
import { benchBootstrap } from "./bootstrap.ts";
import { benchBus } from "./bus.ts";
import { benchConnections } from "./connections.ts";
import { benchDoor } from "./door.ts";
import { benchFanOut } from "./fan-out.ts";
import { benchHistory } from "./history.ts";
import { benchLargeWorkspace } from "./large-workspace.ts";
import { benchLatency } from "./latency.ts";
import type { Measurement } from "./measurement.ts";
import { benchSends } from "./sends.ts";
import { benchSignIn } from "./sign-in.ts";
import { benchSoak } from "./soak.ts";
import { benchStalledReader } from "./stalled-reader.ts";
import { benchStalledReaders } from "./stalled-readers.ts";
import { benchStartUp } from "./start-up.ts";
import { benchTwoNodes } from "./two-nodes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, minutes: { type: "string", default: "30" } },
});
const minutes = Number(values.minutes);

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
  "big-room": benchBigRoom,
  door: benchDoor,
  "stalled-readers": benchStalledReaders,
};
/** Goes on for as long as it is told, so it is asked for by name. */
const onRequest: typeof benchmarks = { soak: () => benchSoak({ minutes }) };

const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const measurements: Measurement[] = [];
for (const name of names) {
  const all = { ...benchmarks, ...onRequest };
  const run = all[name];
  if (!run) throw new Error(`There is no benchmark "${name}": ${Object.keys(all).join(", ")}`);
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
