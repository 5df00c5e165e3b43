import type { Disturbance, RunRecord } from "../checker-record.ts";
import type { Written } from "../contract.ts";
import type { DeliveredLine } from "../history-lines.ts";
import { type Memberships, readMemberships } from "./membership.ts";
import { judgeEach, type Property } from "./property.ts";

/** How long after a fault something may still be missed because of it. */
const AFTERMATH_MS = 30_000;
/** What one node commits may reach another one's people so much later than what was committed after it. */
const LATE_MS = 5_000;
/** What an answer brought is written down right behind it. */
const NOTED_MS = 100;

/**
 * What is lost on the way is found and repaired, so a server that loses much looks well in the end. Where nothing disturbs
 * the line nothing may be lost: a room's live changes on one connection follow on each other without a hole, from where the
 * connection's first `sync` ended. Who left the room meanwhile is not judged. Nodes do not wait for each other either:
 * what overtakes the step by which somebody came in is theirs to ask for, and what was overtaken finds no line that has
 * been hung up.
 */
export const arrivesLive: Property = {
  name: "live",
  promise: "On an undisturbed line every change of a room arrives live, none only by catching up.",
  judge(record) {
    const memberships = readMemberships(record.truth);
    const users = new Map(record.signIns.map(({ client, user }) => [client, user]));
    const lifeOf = readLives(record);
    const heard = record.deliveries.filter(({ room }) => /^(channel|dm):/.test(room));
    const lines = Map.groupBy(
      heard,
      ({ client, connection, room }) => `${client} ${connection} ${room}`,
    );
    return judgeEach(lines.values(), (line) => {
      const life = lifeOf(line[0]);
      return gapsOf(line, life)
        .filter(({ until }) => life.endedAt > until + LATE_MS)
        .filter(({ since, until }) => isUndisturbed(record.faults, { since, until }))
        .filter((gap) => stayed(gap, { memberships, user: users.get(gap.client) ?? "" }))
        .map(({ client, room, from, to, until }) => {
          return `${client} never heard ${room} from ${from} to ${to} live; it heard later ones at ${until}`;
        });
    });
  },
};

/** When a connection had its first answer to `sync`, and when it ended. */
interface Life {
  syncedAt: number;
  endedAt: number;
}

function readLives({ connections, disconnections, attempts }: RunRecord) {
  const ends = new Map(disconnections.map((line) => [nameOf(line), line.at]));
  const opened = new Map(connections.map((line) => [nameOf(line), line.at]));
  const syncs = Map.groupBy(
    attempts.filter(({ command, outcome }) => command === "sync" && outcome === "answered"),
    ({ client }) => client,
  );
  return (line: Pick<DeliveredLine, "client" | "connection"> | undefined): Life => {
    if (!line) return { syncedAt: 0, endedAt: Number.POSITIVE_INFINITY };
    const openedAt = opened.get(nameOf(line)) ?? 0;
    const first = syncs.get(line.client)?.find(({ at }) => at >= openedAt);
    const endedAt = ends.get(nameOf(line)) ?? Number.POSITIVE_INFINITY;
    return { syncedAt: first?.endedAt ?? openedAt, endedAt };
  };
}

function nameOf({ client, connection }: Pick<DeliveredLine, "client" | "connection">): string {
  return `${client} ${connection}`;
}

/** A stretch of a room's ticks that one line left out, and when what lies around it was heard. */
interface Gap {
  client: string;
  room: string;
  from: number;
  to: number;
  since: number;
  until: number;
  /** Where the last thing heard before it began. */
  after: number;
}

function gapsOf(line: readonly Written<DeliveredLine>[], { syncedAt }: Life): Gap[] {
  const live = line.filter(({ how }) => how === "live").sort((a, b) => a.from - b.from);
  const [first] = line;
  const opening = line.find(({ how, at }) => how === "sync" && at <= syncedAt + NOTED_MS);
  const start = opening ?? (first?.how === "sync" ? first : undefined);
  const gaps: Gap[] = [];
  let before = start && !start.gone ? { from: start.to, to: start.to, at: start.at } : null;
  for (const { client, room, from, to, at } of live) {
    if (before && from > before.to) {
      const since = Math.min(before.at, at);
      const until = Math.max(before.at, at);
      gaps.push({ client, room, from: before.to, to: from, since, until, after: before.from });
    }
    if (!before || to > before.to) before = { from, to, at };
  }
  return gaps;
}

function isUndisturbed(
  faults: readonly Disturbance[],
  { since, until }: Pick<Gap, "since" | "until">,
) {
  return faults.every(({ from, to }) => until < from || since > to + AFTERMATH_MS);
}

/** In the room from before the gap to after it, and not by the very step that was heard before it. */
function stayed(
  { room, from, to, after }: Gap,
  { memberships, user }: { memberships: Memberships; user: string },
): boolean {
  const conversation = room.slice(room.indexOf(":") + 1);
  return memberships
    .staysOf(user, conversation)
    .some((stay) => stay.from <= from && to < stay.until && !(after < stay.from));
}
