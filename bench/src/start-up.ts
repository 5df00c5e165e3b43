import { type Measurement, median } from "./measurement.ts";
import { dataFolder, startHallway } from "./server-process.ts";

const RUNS = 3;

/** From the process's start to serving: with an empty data folder, with a full one, and after kill -9. */
export async function benchStartUp(): Promise<Measurement[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const killed: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const data = dataFolder();
    cold.push(await timeStart(data.path, "SIGTERM"));
    warm.push(await timeStart(data.path, "SIGKILL"));
    killed.push(await timeStart(data.path, "SIGTERM"));
    data.remove();
  }
  const row = (what: string, values: number[], goal: string): Measurement => ({
    what,
    value: median(values),
    unit: "ms",
    goal,
  });
  return [
    row("start, first time (initdb, migrations)", cold, "≤ 8,000 ms"),
    row("start, again", warm, "≤ 2,000 ms"),
    row("start after kill -9", killed, ""),
  ];
}

async function timeStart(dataDir: string, end: NodeJS.Signals): Promise<number> {
  const server = await startHallway(dataDir);
  await server.stop(end);
  return server.readyMs;
}
