import type { RunRecord } from "../checker-record.ts";
import type { Seen } from "../history-lines.ts";
import { type Finding, join, judgeEach, type Property } from "./property.ts";

/** What a device was shown is in each later page and in its last view, in that state or a newer one; the deleted stays so. */
export const nothingDisappears: Property = {
  name: "P9",
  promise:
    "What was shown once does not disappear, does not go back, and what was deleted stays deleted.",
  judge(record) {
    const sightings = sightingsOf(record);
    return join(
      judgeLater(record, sightings),
      judgeEach(byId(sightings), ([id, seen]) => revived(id, seen)),
    );
  },
};

interface Sighting {
  client: string;
  conversation: string;
  at: number;
  seen: Seen;
}

function sightingsOf({ deliveries, attempts }: RunRecord): Sighting[] {
  const delivered = deliveries.flatMap(({ client, room, at, messages }) =>
    messages.map((seen) => ({ client, at, seen, conversation: room.slice(room.indexOf(":") + 1) })),
  );
  const read = attempts.flatMap(({ client, endedAt, answer }) =>
    (answer?.page?.messages ?? []).map((seen) => ({
      ...{ client, seen, at: endedAt },
      conversation: answer?.page?.conversation ?? "",
    })),
  );
  return [...delivered, ...read];
}

/** A list that a device was shown: its last view, or a page it asked for. */
interface Listing {
  client: string;
  conversation: string;
  /** Only what was seen before it was asked for has to be in it. */
  askedAt: number;
  firstSeq: number;
  lastSeq: number;
  ticks: Map<string, number>;
  what: string;
}

function judgeLater(record: RunRecord, sightings: readonly Sighting[]): Finding {
  const seenBy = Map.groupBy(sightings, ({ client, conversation }) => `${client} ${conversation}`);
  return judgeEach(listingsOf(record), (listing) => {
    const { client, conversation, askedAt, firstSeq, lastSeq, ticks, what } = listing;
    const missing = new Map<string, string>();
    for (const { at, seen } of seenBy.get(`${client} ${conversation}`) ?? []) {
      const [id, seq, tick] = seen;
      if (at >= askedAt || seq < firstSeq || seq > lastSeq) continue;
      const known = ticks.get(id);
      if (known === undefined) missing.set(id, `${id} (seq ${seq}) is gone from ${what}`);
      else if (known < tick) missing.set(id, `${id} went from tick ${tick} to ${known} in ${what}`);
    }
    return [...missing.values()];
  });
}

function listingsOf({ attempts, views }: RunRecord): Listing[] {
  const pages = attempts.flatMap(({ answer, client, at, ask }) => {
    if (!answer?.page) return [];
    const { conversation, messages, hasNewer } = answer.page;
    return [
      {
        ...{ client, conversation, askedAt: at, what: `ask ${ask}` },
        firstSeq: messages[0]?.[1] ?? Number.POSITIVE_INFINITY,
        lastSeq: hasNewer ? (messages.at(-1)?.[1] ?? 0) : Number.POSITIVE_INFINITY,
        ticks: new Map(messages.map(([id, , tick]) => [id, tick])),
      },
    ];
  });
  const last = views.map(({ client, conversation, fromSeq, messages }) => ({
    ...{ client, conversation, firstSeq: fromSeq, what: `the last view of ${client}` },
    askedAt: Number.POSITIVE_INFINITY,
    lastSeq: Number.POSITIVE_INFINITY,
    ticks: new Map(messages.map(({ id, tick }) => [id, tick])),
  }));
  return [...pages, ...last];
}

function byId(sightings: readonly Sighting[]): Map<string, Seen[]> {
  const seen = new Map<string, Seen[]>();
  for (const { seen: one } of sightings) {
    const known = seen.get(one[0]);
    if (known) known.push(one);
    else seen.set(one[0], [one]);
  }
  return seen;
}

function revived(id: string, seen: readonly Seen[]): string[] {
  const deletedAt = Math.min(
    ...seen.filter(([, , , deleted]) => deleted === 1).map(([, , tick]) => tick),
  );
  const back = seen.find(([, , tick, deleted]) => deleted === 0 && tick > deletedAt);
  return back ? [`${id} was deleted at tick ${deletedAt} and is back at ${back[2]}`] : [];
}
