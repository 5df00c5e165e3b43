import { readFigures } from "./checker-figures.ts";
import { createRecord, type RunRecord } from "./checker-record.ts";
import { readTruth } from "./checker-truth.ts";
import type { Check, PropertyVerdict, Verdict } from "./contract.ts";
import { readHistory } from "./history.ts";
import { arrivesLive } from "./properties/arrives-live.ts";
import { fitsItsContract } from "./properties/fits-its-contract.ts";
import { ackedIsStored } from "./properties/p1-acked-is-stored.ts";
import { unansweredAtMostOnce } from "./properties/p2-unanswered-at-most-once.ts";
import { sameKeySameAnswer } from "./properties/p3-same-key-same-answer.ts";
import { noHoles } from "./properties/p4-no-holes.ts";
import { viewsAreTheTruth } from "./properties/p5-views-are-the-truth.ts";
import { oneOrder } from "./properties/p6-one-order.ts";
import { sendersOrder } from "./properties/p7-senders-order.ts";
import { readYourWrites } from "./properties/p8-read-your-writes.ts";
import { nothingDisappears } from "./properties/p9-nothing-disappears.ts";
import { unreadIsRight } from "./properties/p10-unread-is-right.ts";
import { readGoesForward } from "./properties/p11-read-goes-forward.ts";
import { membersOnly } from "./properties/p12-members-only.ts";
import { revokedIsSilent } from "./properties/p13-revoked-is-silent.ts";
import { comesRightWithin } from "./properties/p14-comes-right.ts";
import { memoryReturns } from "./properties/p15-memory-returns.ts";
import type { Property } from "./properties/property.ts";

/** How long after the last fault everyone may need, unless a run says otherwise. */
export const COMES_RIGHT_WITHIN_MS = 60_000;

/** Every property, in the order of their names. */
function propertiesOf(comesRightMs: number): Property[] {
  return [
    ackedIsStored,
    unansweredAtMostOnce,
    sameKeySameAnswer,
    noHoles,
    viewsAreTheTruth,
    oneOrder,
    sendersOrder,
    readYourWrites,
    nothingDisappears,
    unreadIsRight,
    readGoesForward,
    membersOnly,
    revokedIsSilent,
    comesRightWithin(comesRightMs),
    memoryReturns,
    arrivesLive,
    fitsItsContract,
  ];
}

/** Holds a run's history against the database it left behind. All must be quiet. */
export const check: Check = async ({ historyFile, databaseUrl, comesRightMs }) =>
  judge(await readRecord({ historyFile, databaseUrl }), comesRightMs);

/** What is judged: a run's history, and the database that it left behind. */
export async function readRecord(run: {
  historyFile: string;
  databaseUrl: string;
}): Promise<RunRecord> {
  const lines = await readHistory(run.historyFile);
  return createRecord(lines, await readTruth(run.databaseUrl));
}

/** The same for a record that is already put together. */
export function judge(record: RunRecord, comesRightMs = COMES_RIGHT_WITHIN_MS): Verdict {
  const properties = propertiesOf(comesRightMs).map((property) => toVerdict(property, record));
  return {
    ok: properties.every(({ violations }) => violations === 0),
    properties,
    figures: readFigures(record),
    warnings: [...vacuous(properties), ...internals(record)],
  };
}

const EXAMPLES = 5;

function toVerdict({ name, promise, judge }: Property, record: RunRecord): PropertyVerdict {
  const { judged, violations } = judge(record);
  const examples = violations.slice(0, EXAMPLES);
  return { name, promise, judged, violations: violations.length, examples };
}

function vacuous(properties: readonly PropertyVerdict[]): string[] {
  return properties
    .filter(({ judged }) => judged === 0)
    .map(({ name }) => `${name} found nothing to judge in this run.`);
}

/** An answer that knows nothing better than "internal" is honest, but somebody should look into the log. */
function internals({ attempts }: RunRecord): string[] {
  const failed = attempts.filter(({ why }) => why === "internal");
  const commands = Map.groupBy(failed, ({ command }) => command);
  return [...commands].map(([command, asks]) => {
    const [first] = asks;
    return `${asks.length} × ${command} was answered "internal", first at ${first?.at} ms.`;
  });
}
