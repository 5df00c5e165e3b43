import type { RunRecord } from "../checker-record.ts";
import { readMemberships } from "../properties/membership.ts";
import { sendsOf } from "../properties/property.ts";
import type { Measure } from "./goal.ts";
import { linesOf } from "./line-figures.ts";
import { faultsOf } from "./timing-figures.ts";

/**
 * From the acknowledgement of a message at one node until a device shows it that is connected to another one: the slowest
 * of all that were acknowledged while the fault lasted.
 */
export function slowestAcrossNodes(fault: string, atMostMs: number): Measure {
  return {
    name: "slowest delivery to another node",
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const times = timesAcross(record, fault);
      return times.length > 0
        ? Math.round(times.reduce((most, time) => Math.max(most, time)))
        : null;
    },
  };
}

/** How many deliveries the slowest was taken from. */
export function deliveriesAcrossNodes(fault: string): Measure {
  return {
    name: "deliveries to another node",
    limit: { atLeast: 1 },
    read: ({ record }) => timesAcross(record, fault).length,
  };
}

/** A message at the moment of its first acknowledgement. */
interface Acked {
  id: string;
  at: number;
  node: number;
  conversation: string;
  tick: number;
}

function timesAcross(record: RunRecord, fault: string): number[] {
  const lines = Map.groupBy(linesOf(record), ({ client }) => client);
  const users = new Map(record.signIns.map(({ client, user }) => [client, user]));
  const memberships = readMemberships(record.truth);
  const shown = firstShown(record);
  return ackedDuring(record, fault).flatMap((message) =>
    (shown.get(message.id) ?? []).flatMap(({ client, at, clock }) => {
      // Whoever dialled, or came into the channel again, was late for another reason.
      const line = lines.get(client)?.find(({ from, to }) => from < message.at && to > at);
      const stays = memberships.staysOf(users.get(client) ?? "", message.conversation);
      const stayed = stays.some(({ from, until }) => from <= message.tick && clock < until);
      return line && line.node !== message.node && stayed ? [Math.max(0, at - message.at)] : [];
    }),
  );
}

function ackedDuring(record: RunRecord, fault: string): Acked[] {
  const strikes = faultsOf(record, fault);
  const acked = new Map<string, Acked>();
  for (const { endedAt, node, message = "", answer } of sendsOf(record)) {
    const isDuring = strikes.some(({ from, to }) => endedAt >= from && endedAt < to);
    if (!answer?.message || !isDuring) continue;
    const known = acked.get(message);
    if (known && known.at <= endedAt) continue;
    const { conversation, tick } = answer.message;
    acked.set(message, { id: message, at: endedAt, node, conversation, tick });
  }
  return [...acked.values()];
}

/** A device was shown a message for the first time, when its room's clock stood there at least. */
interface Shown {
  client: string;
  at: number;
  clock: number;
}

/** By message; live, by catching up, or in a page that the device loaded. */
function firstShown({ deliveries, attempts }: RunRecord): Map<string, Shown[]> {
  const told = deliveries.map(({ client, at, to, messages }) => ({
    client,
    at,
    clock: to,
    messages,
  }));
  const read = attempts.flatMap(({ client, endedAt, answer }) => {
    const messages = answer?.page?.messages ?? [];
    const clock = Math.max(0, ...messages.map(([, , tick]) => tick));
    return messages.length > 0 ? [{ client, at: endedAt, clock, messages }] : [];
  });
  const seen = new Set<string>();
  const shown = new Map<string, Shown[]>();
  for (const { client, at, clock, messages } of [...told, ...read].sort((a, b) => a.at - b.at)) {
    for (const [id] of messages) {
      if (seen.has(`${client} ${id}`)) continue;
      seen.add(`${client} ${id}`);
      const firsts = shown.get(id) ?? [];
      shown.set(id, firsts);
      firsts.push({ client, at, clock });
    }
  }
  return shown;
}
