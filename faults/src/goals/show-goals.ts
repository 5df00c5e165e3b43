import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { report, summary } from "../report.ts";
import { type RunPlan, runFaults } from "../run.ts";
import { listGoals } from "./all-goals.ts";
import type { Evidence } from "./goal.ts";
import { type GoalOptions, goalUsage, parseGoalOptions } from "./goal-options.ts";
import { type GoalRow, goalTable, judgeGoals, type RunName } from "./goal-rows.ts";

/** Where the histories go, and who is told. */
interface Place {
  cache: string;
  say(line: string): void;
}

/** Whether the command line asks for goals. */
export function isAboutGoals(args: readonly string[]): boolean {
  return args.some((arg) => /^--(goal|list-goals)(=|$)/.test(arg));
}

/** Runs what the goals ask for, with every seed; the exit code tells whether all of them hold. */
export async function showGoals(args: string[], place: Place): Promise<number> {
  if (args.includes("--list-goals")) {
    place.say(listGoals());
    return 0;
  }
  const options = readOptions(args);
  if (!options) return 2;
  const rows: GoalRow[] = [];
  for (const name of runNames(options)) {
    rows.push(...judgeGoals(name, await runOne(name, options, place)));
    if (options.jsonFile !== null) writeFileSync(options.jsonFile, `${JSON.stringify(rows)}\n`);
  }
  place.say(`\n${goalTable(rows)}`);
  const isFine = rows.every((row) => row.isFine);
  place.say(isFine ? "All goals hold." : "Not all goals hold.");
  return isFine ? 0 : 1;
}

function readOptions(args: string[]): GoalOptions | null {
  try {
    return parseGoalOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${goalUsage}\n`);
    return null;
  }
}

function runNames({ runs, seeds, deployments }: GoalOptions): RunName[] {
  return runs.flatMap((run) =>
    (deployments ?? run.deployments).flatMap((deployment) =>
      seeds.map((seed) => ({ run, deployment, seed })),
    ),
  );
}

/** Null for a run that came to no end: it is no proof, and no reason to leave out the others. */
async function runOne(
  name: RunName,
  options: GoalOptions,
  { cache, say }: Place,
): Promise<Evidence | null> {
  const plan = planOf(name, options, { cache, say });
  const title = `${name.run.name}, ${plan.deployment}, seed ${plan.seed}`;
  say(`\n${title}: ${plan.clients} people, ${plan.channels} channels, ${plan.folder}`);
  try {
    const outcome = await runFaults(plan);
    say(`${report(outcome)}\n${summary(title, outcome)}`);
    return outcome;
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return null;
  }
}

function planOf(
  { run, deployment, seed }: RunName,
  options: GoalOptions,
  { cache, say }: Place,
): RunPlan {
  const minutes = options.minutes ?? run.minutes;
  const started = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  return {
    ...{ ...run.crowd, ...options.crowd },
    ...{ deployment, seed, sabotage: options.sabotage, say },
    warmUpMs: options.warmUpSeconds * 1_000,
    faultsMs: minutes * 60_000,
    schedule: run.schedule({ seed, deployment, minutes }),
    ...(run.meanwhile && { meanwhile: run.meanwhile }),
    ...(run.env && { env: run.env }),
    folder: join(cache, `${started}-${run.name}-${deployment}-${seed}`),
  };
}
