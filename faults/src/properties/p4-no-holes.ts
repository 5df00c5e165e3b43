import type { RunRecord } from "../checker-record.ts";
import type { DeliveredLine } from "../history-lines.ts";
import { type Finding, join, judgeEach, type Property } from "./property.ts";

/**
 * Places are 1, 2, 3, … in each conversation. So are the ticks of its room: what one commit brings live fills the stretch
 * from its clock before to its clock after, and no two commits have the same tick.
 */
export const noHoles: Property = {
  name: "P4",
  promise: "Each conversation's seqs are 1 to n, and its ticks are dense.",
  judge: (record) => join(judgeSeqs(record), judgeTicks(record)),
};

function judgeSeqs({ truth }: RunRecord): Finding {
  const timelines = Map.groupBy(truth.messages.values(), ({ conversation }) => conversation);
  return judgeEach(truth.conversations.values(), ({ id, lastSeq }) => {
    const seqs = (timelines.get(id) ?? []).map(({ seq }) => seq).sort((a, b) => a - b);
    const wrong = seqs.findIndex((seq, index) => seq !== index + 1);
    if (wrong >= 0) return [`${id}: place ${wrong + 1} has seq ${seqs[wrong]}`];
    return seqs.length === lastSeq
      ? []
      : [`${id}: ${seqs.length} messages, its last seq is ${lastSeq}`];
  });
}

function judgeTicks({ deliveries, truth }: RunRecord): Finding {
  const stretches = new Map<string, DeliveredLine>();
  for (const line of deliveries) {
    if (line.how === "live" && isConversation(line.room)) {
      stretches.set(`${line.room} ${line.from} ${line.to}`, line);
    }
  }
  const ends = new Map<string, number>();
  const sorted = [...stretches.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  return judgeEach(sorted, (line) => {
    const { room, from, to } = line;
    const before = ends.get(room) ?? 0;
    ends.set(room, Math.max(before, to));
    const where = `${room}, ${from} to ${to}`;
    if (from < before) return [`${where}: ticks up to ${before} were another commit's`];
    const clock =
      truth.conversations.get(room.split(":")[1] ?? "")?.clock ?? Number.POSITIVE_INFINITY;
    if (to > clock) return [`${where}: the database's clock is ${clock}`];
    const ticks = new Set([...line.messages.map(([, , tick]) => tick), ...line.others]);
    const missing = stretchOf(from, to).filter((tick) => !ticks.has(tick));
    return missing.length > 0
      ? [`${where}: nothing has the ticks ${missing.slice(0, 5).join(", ")}`]
      : [];
  });
}

function stretchOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index + 1);
}

function isConversation(room: string): boolean {
  return room.startsWith("channel:") || room.startsWith("dm:");
}
