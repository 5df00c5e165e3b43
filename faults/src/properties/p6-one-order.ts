import type { RunRecord } from "../checker-record.ts";
import type { Seen } from "../history-lines.ts";
import { type Finding, join, judgeEach, type Property } from "./property.ts";

/** A seq is one message's for ever and everywhere, and every page and every view is in the order of its seqs. */
export const oneOrder: Property = {
  name: "P6",
  promise: "Nobody is ever shown an order that contradicts seq.",
  judge: (record) => join(judgePages(record), judgeViews(record), judgePlaces(record)),
};

function judgePages({ attempts }: RunRecord): Finding {
  const pages = attempts.filter(({ answer }) => answer?.page !== undefined);
  return judgeEach(pages, ({ ask, client, answer }) => {
    const seqs = (answer?.page?.messages ?? []).map(([, seq]) => seq);
    return isAscending(seqs) ? [] : [`${client} was answered the order ${seqs} (ask ${ask})`];
  });
}

function judgeViews({ views }: RunRecord): Finding {
  return judgeEach(views, ({ client, conversation, messages }) =>
    isAscending(messages.map(({ seq }) => seq))
      ? []
      : [`${client} shows ${conversation} in another order`],
  );
}

function judgePlaces(record: RunRecord): Finding {
  const idAt = new Map<string, string>();
  const placeOf = new Map<string, string>();
  return judgeEach(sightings(record), ({ conversation, who, seen: [id, seq] }) => {
    const place = `${conversation} seq ${seq}`;
    const other = idAt.get(place) ?? id;
    const elsewhere = placeOf.get(id) ?? place;
    idAt.set(place, other);
    placeOf.set(id, elsewhere);
    if (other !== id) return [`${place} is ${other}, and ${who} was shown ${id} there`];
    return elsewhere === place
      ? []
      : [`${id} is at ${elsewhere}, and ${who} was shown it at ${place}`];
  });
}

interface Sighting {
  conversation: string;
  who: string;
  seen: Seen;
}

/** Every message that passed by anybody, and first those that are stored. */
function* sightings({ truth, deliveries, attempts }: RunRecord): Generator<Sighting> {
  for (const { id, conversation, seq, tick, deleted } of truth.messages.values()) {
    yield { conversation, who: "the database", seen: [id, seq, tick, deleted ? 1 : 0] };
  }
  for (const { client, room, messages } of deliveries) {
    const conversation = room.slice(room.indexOf(":") + 1);
    for (const seen of messages) yield { conversation, who: client, seen };
  }
  for (const { client, answer } of attempts) {
    for (const seen of answer?.page?.messages ?? []) {
      yield { conversation: answer?.page?.conversation ?? "", who: client, seen };
    }
  }
}

function isAscending(seqs: readonly number[]): boolean {
  return seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0));
}
