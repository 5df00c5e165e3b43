import type { Disturbance } from "../checker-record.ts";
import type { Written } from "../contract.ts";
import type { DeliveredLine } from "../history-lines.ts";
import { type Memberships, readMemberships } from "./membership.ts";
import { judgeEach, type Property } from "./property.ts";

/** How long after a fault something may still be missed because of it. */
const AFTERMATH_MS = 30_000;

/**
 * What is lost on the way is found and repaired, so a server that loses much looks well in the end. Where nothing disturbs
 * the line nothing may be lost: a room's live changes on one connection follow on each other without a hole, from where the
 * answer to `sync` ended. Who left the room meanwhile is not judged.
 */
export const arrivesLive: Property = {
  name: "live",
  promise: "On an undisturbed line every change of a room arrives live, none only by catching up.",
  judge(record) {
    const memberships = readMemberships(record.truth);
    const users = new Map(record.signIns.map(({ client, user }) => [client, user]));
    const heard = record.deliveries.filter(({ room }) => /^(channel|dm):/.test(room));
    const lines = Map.groupBy(
      heard,
      ({ client, connection, room }) => `${client} ${connection} ${room}`,
    );
    return judgeEach(lines.values(), (line) =>
      gapsOf(line)
        .filter(({ since, until }) => isUndisturbed(record.faults, { since, until }))
        .filter((gap) => stayed(gap, { memberships, user: users.get(gap.client) ?? "" }))
        .map(({ client, room, from, to, until }) => {
          return `${client} never heard ${room} from ${from} to ${to} live; it heard later ones at ${until}`;
        }),
    );
  },
};

/** A stretch of a room's ticks that one line left out, and when what lies around it was heard. */
interface Gap {
  client: string;
  room: string;
  from: number;
  to: number;
  since: number;
  until: number;
}

function gapsOf(line: readonly Written<DeliveredLine>[]): Gap[] {
  const live = line.filter(({ how }) => how === "live").sort((a, b) => a.from - b.from);
  const [first] = line;
  const gaps: Gap[] = [];
  let before = first?.how === "sync" && !first.gone ? { to: first.to, at: first.at } : null;
  for (const { client, room, from, to, at } of live) {
    if (before && from > before.to) {
      const since = Math.min(before.at, at);
      gaps.push({ client, room, from: before.to, to: from, since, until: Math.max(before.at, at) });
    }
    if (!before || to > before.to) before = { to, at };
  }
  return gaps;
}

function isUndisturbed(
  faults: readonly Disturbance[],
  { since, until }: Pick<Gap, "since" | "until">,
) {
  return faults.every(({ from, to }) => until < from || since > to + AFTERMATH_MS);
}

/** In the room from before the gap to after it. */
function stayed(
  { room, from, to }: Gap,
  { memberships, user }: { memberships: Memberships; user: string },
): boolean {
  const conversation = room.slice(room.indexOf(":") + 1);
  return memberships
    .staysOf(user, conversation)
    .some((stay) => stay.from <= from && to < stay.until);
}
