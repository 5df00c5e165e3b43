import type { Attempt, RunRecord } from "../checker-record.ts";
import { judgeEach, type Property } from "./property.ts";

/** After an acknowledgement, whatever its author reads, through whichever node, knows of it. */
export const readYourWrites: Property = {
  name: "P8",
  promise: "What I was told is done is in every page that I ask for afterwards.",
  judge(record) {
    const done = Map.groupBy(acknowledged(record), ({ key }) => key);
    return judgeEach(pages(record), (read) => {
      const page = read.answer?.page;
      if (!page) return [];
      const mine = done.get(`${read.user} ${page.conversation}`) ?? [];
      const first = page.messages[0]?.[1] ?? 0;
      const last = page.hasNewer ? (page.messages.at(-1)?.[1] ?? 0) : Number.POSITIVE_INFINITY;
      const ticks = new Map(page.messages.map(([id, , tick]) => [id, tick]));
      return mine
        .filter(({ at, seq }) => at < read.at && seq >= first && seq <= last)
        .filter(({ id, tick }) => (ticks.get(id) ?? -1) < tick)
        .map(({ id, tick }) => {
          const known = ticks.get(id);
          const what = known === undefined ? "not in it" : `in it as of tick ${known}`;
          return `${id}, acknowledged at tick ${tick}, is ${what} (ask ${read.ask} at node ${read.node})`;
        });
    });
  },
};

function pages({ attempts }: RunRecord): Attempt[] {
  return attempts.filter(({ answer }) => answer?.page !== undefined);
}

function acknowledged({ attempts }: RunRecord) {
  return attempts.flatMap(({ answer, user, endedAt }) => {
    if (!answer?.message) return [];
    const { id, seq, tick, conversation } = answer.message;
    return [{ key: `${user} ${conversation}`, id, seq, tick, at: endedAt }];
  });
}
