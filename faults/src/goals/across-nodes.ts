import type { RunRecord } from "../checker-record.ts";
import type { Written } from "../contract.ts";
import type { DeliveredLine } from "../history-lines.ts";
import { readMemberships } from "../properties/membership.ts";
import { sendsOf } from "../properties/property.ts";
import type { Measure } from "./goal.ts";
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
  const lines = new Map(
    record.connections.map((line) => [`${line.client} ${line.connection}`, line] as const),
  );
  const users = new Map(record.signIns.map(({ client, user }) => [client, user]));
  const memberships = readMemberships(record.truth);
  const firsts = firstDeliveries(record.deliveries);
  return ackedDuring(record, fault).flatMap(({ id, at, node, conversation, tick }) =>
    (firsts.get(id) ?? []).flatMap((delivery) => {
      const line = lines.get(`${delivery.client} ${delivery.connection}`);
      const user = users.get(delivery.client) ?? "";
      // Whoever dialled or came into the channel meanwhile was late for another reason.
      const wasThere =
        line !== undefined && line.at < at && memberships.isInAt(user, conversation, tick);
      return wasThere && line.node !== node ? [Math.max(0, delivery.at - at)] : [];
    }),
  );
}

function ackedDuring(record: RunRecord, fault: string): Acked[] {
  const strikes = faultsOf(record, fault);
  const acked = new Map<string, Acked>();
  for (const { endedAt, node, message = "", answer } of sendsOf(record)) {
    if (!answer?.message || !strikes.some(({ from, to }) => endedAt >= from && endedAt < to))
      continue;
    const known = acked.get(message);
    if (known && known.at <= endedAt) continue;
    const { conversation, tick } = answer.message;
    acked.set(message, { id: message, at: endedAt, node, conversation, tick });
  }
  return [...acked.values()];
}

/** When each device was shown a message for the first time. */
function firstDeliveries(
  deliveries: readonly Written<DeliveredLine>[],
): Map<string, Written<DeliveredLine>[]> {
  const seen = new Set<string>();
  const firsts = new Map<string, Written<DeliveredLine>[]>();
  for (const delivery of deliveries) {
    for (const [id] of delivery.messages) {
      if (seen.has(`${delivery.client} ${id}`)) continue;
      seen.add(`${delivery.client} ${id}`);
      firsts.set(id, [...(firsts.get(id) ?? []), delivery]);
    }
  }
  return firsts;
}
