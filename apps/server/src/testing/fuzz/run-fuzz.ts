import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createDice, type Dice } from "./dice.ts";
import type { Extent } from "./extent.ts";
import type { Round } from "./frame-round.ts";
import type { Playground } from "./playground.ts";

const AT_ONCE = 12;
/** Rounds in a workspace before the next, and between two looks at the witness. */
const ROUNDS_A_WORKSPACE = 48;
const PROGRESS_EVERY = 10 * ROUNDS_A_WORKSPACE;
const MINUTE_MS = 60_000;

/** What a fuzz run did and found. */
export interface Report {
  sent: number;
  findings: string[];
  /** Bytes that were still held when it was over, beyond those held before: server and fuzzer are one process. */
  growth: number;
}

/** Rounds until enough was sent, the time is up or something was found; each has dice of its own, by seed and number. */
export async function runFuzz(
  playground: Playground,
  { seed, count, minutes }: Extent,
  round: (playground: Playground, dice: Dice) => Promise<Round>,
): Promise<Report> {
  const ends = performance.now() + minutes * MINUTE_MS;
  const report: Report = { sent: 0, findings: [], growth: 0 };
  const before = heldBytes();
  const isOver = () => report.sent >= count || performance.now() >= ends;
  for (let number = 0; !isOver(); ) {
    const last = number + ROUNDS_A_WORKSPACE;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (number < last && !isOver()) {
          const { sent, findings } = await round(playground, createDice(seed + number++));
          report.sent += sent;
          report.findings.push(...findings);
        }
      }),
    );
    await playground.requireUnnoticed();
    report.findings.push(...playground.failures);
    if (report.findings.length > 0) break;
    await playground.refresh();
    if (number % PROGRESS_EVERY === 0 && minutes >= 1) tellProgress(report);
  }
  report.growth = heldBytes() - before;
  return report;
}

function tellProgress({ sent, findings }: Report): void {
  const megabytes = Math.round(heldBytes() / 2 ** 20);
  process.stdout.write(`${sent} sent, ${findings.length} findings, ${megabytes} MB held\n`);
}

/** The heap after everything that nobody holds was thrown away. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
