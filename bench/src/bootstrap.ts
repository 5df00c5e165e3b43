import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Measurement, percentile } from "./measurement.ts";
import { dataFolder, startHallway } from "./server-process.ts";
import { signIn } from "./visitor.ts";

const SEED = join(import.meta.dirname, "../../prisma/seed.ts");
const ROUNDS = 50;

/** `workspace:bootstrap` of the seeded workspace, over HTTP, one after the other. */
export async function benchBootstrap(): Promise<Measurement[]> {
  const data = dataFolder();
  const env = { ...process.env, DATA_DIR: data.path, LOG_LEVEL: "error" };
  const seeded = spawnSync(process.execPath, [SEED], { env, encoding: "utf8" });
  if (seeded.status !== 0) throw new Error(`The seed failed: ${seeded.stderr}`);
  const { email, password } = signInOf(seeded.stdout);
  const server = await startHallway(data.path);
  try {
    const visitor = await signIn(server.url, email, password);
    const mine = await visitor.command<{ workspaces: { id: string }[] }>("workspace:mine", {});
    const workspaceId = mine.workspaces[0]?.id ?? "";
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const bootstrap = await visitor.command<object>("workspace:bootstrap", {}, workspaceId);
      times.push(performance.now() - started);
      bytes = gzipSync(JSON.stringify(bootstrap)).length;
    }
    return [
      {
        what: "bootstrap of the seed, p50",
        value: percentile(times, 50),
        unit: "ms",
        goal: "≤ 100 ms",
      },
      {
        what: "bootstrap of the seed, p95",
        value: percentile(times, 95),
        unit: "ms",
        goal: "≤ 100 ms",
      },
      { what: "bootstrap of the seed, size", value: bytes / 1_000, unit: "kB gzip", goal: "" },
    ];
  } finally {
    await server.stop();
    data.remove();
  }
}

/** The seed ends by saying how to sign in: `E-mail: …` and `Password: …`. */
function signInOf(printed: string): { email: string; password: string } {
  const email = /e-?mail:?\s+(\S+@\S+)/i.exec(printed)?.[1];
  const password = /password:?\s+(.+)$/im.exec(printed)?.[1]?.trim();
  if (!email || !password) throw new Error(`The seed did not say how to sign in: ${printed}`);
  return { email, password };
}
