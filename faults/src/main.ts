import { join } from "node:path";
import { isAboutGoals, showGoals } from "./goals/show-goals.ts";
import { scheduleFaults } from "./nemesis-plan.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { report, summary } from "./report.ts";
import { type RunPlan, runFaults } from "./run.ts";
import { proveAll } from "./sabotage/main.ts";

const cache = join(import.meta.dirname, "../../.cache/faults");

async function main(args: string[]): Promise<number> {
  if (isAboutGoals(args)) return showGoals(args, { cache, say });
  const others = args.filter((arg) => arg !== "--prove");
  return others.length < args.length ? proveAll(others) : runAll(args);
}

/** Every seed on every deployment, one after the other; the exit code tells whether all promises held. */
async function runAll(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) return 2;
  const results: { isFine: boolean; line: string }[] = [];
  for (const plan of plansOf(options)) results.push(await runOne(plan));
  say(`\n${results.map(({ line }) => line).join("\n")}`);
  const isFine = results.every((result) => result.isFine);
  say(isFine ? "All promises held." : "Promises were broken.");
  return isFine ? 0 : 1;
}

/** A run that could not even be made is no proof of anything, and no reason to leave out the others. */
async function runOne(plan: RunPlan): Promise<{ isFine: boolean; line: string }> {
  const title = `${plan.deployment}, seed ${plan.seed}`;
  say(`\n${title}: ${plan.clients} people, ${plan.channels} channels, ${plan.folder}`);
  try {
    const outcome = await runFaults(plan);
    say(report(outcome));
    return { isFine: outcome.verdict.ok, line: summary(title, outcome) };
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { isFine: false, line: `  ✗ ${title}: the run came to no end` };
  }
}

function readOptions(args: string[]): Options | null {
  try {
    return parseOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
    return null;
  }
}

function plansOf({
  seeds,
  deployments,
  minutes,
  warmUpSeconds,
  faultSeconds,
  faults,
  ...rest
}: Options): RunPlan[] {
  const started = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  return seeds.flatMap((seed) =>
    deployments.map((deployment) => ({
      ...rest,
      seed,
      deployment,
      warmUpMs: warmUpSeconds * 1_000,
      faultsMs: minutes * 60_000,
      schedule: scheduleFaults({
        ...{ seed, deployment, faults },
        durationMs: minutes * 60_000,
        eachMs: faultSeconds === null ? null : faultSeconds * 1_000,
      }),
      folder: join(cache, `${started}-${deployment}-${seed}`),
      say,
    })),
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

// What runs below us is ended by its warden as soon as we are gone.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
// A line that a fault left half open may try again for ever: the verdict is the end.
process.exit(await main(process.argv.slice(2)));
