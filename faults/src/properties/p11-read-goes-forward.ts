import type { RunRecord } from "../checker-record.ts";
import type { SeenReading } from "../history-lines.ts";
import { type Finding, join, judgeEach, type Property } from "./property.ts";

/** Nobody in a run marks anything as unread, so pointers only go forward: on each device, and the stored one past every answer. */
export const readGoesForward: Property = {
  name: "P11",
  promise: "A read pointer never goes back, on any device, and no acknowledged reading is lost.",
  judge: (record) => join(judgeDevices(record), judgeAnswers(record)),
};

function judgeDevices({ deliveries }: RunRecord): Finding {
  const readings = deliveries.flatMap(({ client, at, readings }) =>
    readings.map((reading) => ({ key: `${client} ${reading[0]}`, client, at, reading })),
  );
  const byDevice = Map.groupBy(readings, ({ key }) => key);
  return judgeEach(byDevice, ([key, told]) => {
    let shown: SeenReading | null = null;
    const violations: string[] = [];
    for (const { reading, at } of told) {
      if (shown && !isNewer(reading, shown)) continue;
      if (shown && reading[1] < shown[1]) {
        violations.push(`${key}: the pointer went from ${shown[1]} to ${reading[1]} at ${at}`);
      }
      shown = reading;
    }
    return violations;
  });
}

/** The version a device keeps: by its tick, then by when it was counted. */
function isNewer(
  [, , tick, counted]: SeenReading,
  [, , known, knownCounted]: SeenReading,
): boolean {
  return tick === known ? counted > knownCounted : tick > known;
}

function judgeAnswers({ attempts, truth }: RunRecord): Finding {
  const stored = new Map(truth.participants.map((row) => [`${row.user} ${row.conversation}`, row]));
  const marks = attempts.filter(
    ({ command, outcome }) => command === "read:mark" && outcome === "answered",
  );
  return judgeEach(marks, ({ ask, user, conversation, seq = 0, answer }) => {
    const answered = answer?.lastReadSeq ?? 0;
    if (answered < seq) return [`ask ${ask}: read up to ${seq}, answered ${answered}`];
    const end = stored.get(`${user} ${conversation}`)?.lastReadSeq ?? 0;
    return end < answered ? [`ask ${ask}: answered ${answered}, the database ends at ${end}`] : [];
  });
}
