import { type Measurement, median } from "./measurement.ts";
import { dataFolder, startHallway } from "./server-process.ts";
import { signUp } from "./visitor.ts";

const ATTEMPTS = 1_000;

/**
 * Whether the time of a refused sign-in tells if there is such an account: as many attempts with a wrong password as
 * with an address that nobody has, in turn, so that whatever else the machine does falls on both alike.
 */
export async function benchSignIn(): Promise<Measurement[]> {
  const data = dataFolder();
  const server = await startHallway(data.path);
  try {
    await signUp(server.url, "known");
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      times.known.push(await timeRefusal(server.url, "known@bench.example"));
      times.unknown.push(await timeRefusal(server.url, `unknown${attempt}@bench.example`));
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    const baseline = { what: "address that nobody has", value: unknown };
    const difference = Math.abs(known - unknown);
    return [
      { what: "refused sign-in, p50", value: known, unit: "ms", baseline, goal: "ratio 0.95-1.05" },
      { what: "difference of the two", value: difference, unit: "ms", goal: "≤ 5 ms" },
    ];
  } finally {
    await server.stop();
    data.remove();
  }
}

async function timeRefusal(url: string, email: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password: "not the password" }),
  });
  await response.text();
  if (response.status !== 401) throw new Error(`A wrong password was answered ${response.status}`);
  return performance.now() - started;
}
