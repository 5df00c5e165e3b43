import type { Attempt, RunRecord } from "../checker-record.ts";
import type { Written } from "../contract.ts";
import type { DeliveredLine } from "../history-lines.ts";
import { readMemberships } from "../properties/membership.ts";
import type { Measure } from "./goal.ts";
import { linesOf } from "./line-figures.ts";

/** Whose device the figure is about: at the node that removed the person, or at another one. */
type Where = "same" | "other";

export function peopleRemoved(atLeast: number): Measure {
  return {
    name: "people removed",
    limit: { atLeast },
    read: ({ record }) => removalsIn(record).length,
  };
}

/** What devices of removed people were shown of the conversation above the tick of the removal, while they were out. */
export const framesAfterRemoval: Measure = {
  name: "frames above the removal that reached the removed",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const removals = removalsIn(record);
    if (removals.length === 0) return null;
    const memberships = readMemberships(record.truth);
    return removals
      .flatMap((removal) => heardOf(record, removal))
      .filter(({ user, conversation, line }) => !memberships.isInAt(user, conversation, line.to))
      .length;
  },
};

/** From the answer to the removal until the removed person's device knows of it; the slowest of all. */
export function removedKnowAfter(where: Where, atMostMs: number): Measure {
  return {
    name: `the removed know of it at the ${where} node after`,
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const times = removalsIn(record).flatMap((removal) => timesToKnow(record, removal, where));
      return times.length > 0 ? Math.round(Math.max(...times)) : null;
    },
  };
}

interface Removal {
  user: string;
  conversation: string;
  node: number;
  askedAt: number;
  answeredAt: number;
}

function removalsIn({ attempts }: RunRecord): Removal[] {
  return attempts.filter(isRemoval).flatMap(({ users = [], conversation, node, at, endedAt }) =>
    users.map((user) => ({
      ...{ user, conversation: conversation ?? "", node },
      ...{ askedAt: at, answeredAt: endedAt },
    })),
  );
}

function isRemoval({ command, outcome }: Attempt): boolean {
  return command === "channel:remove-member" && outcome === "answered";
}

function devicesOf({ signIns }: RunRecord, user: string): Set<string> {
  return new Set(signIns.filter((line) => line.user === user).map(({ client }) => client));
}

/** What the person's devices were told of the conversation's room since the removal was asked for. */
function heardOf(record: RunRecord, { user, conversation, askedAt }: Removal) {
  const devices = devicesOf(record, user);
  return record.deliveries
    .filter(({ client, room, at, gone }) => {
      return devices.has(client) && room.endsWith(`:${conversation}`) && at >= askedAt && !gone;
    })
    .map((line) => ({ user, conversation, line }));
}

function timesToKnow(record: RunRecord, removal: Removal, where: Where): number[] {
  const { user, node, askedAt, answeredAt } = removal;
  const devices = devicesOf(record, user);
  const lines = linesOf(record).filter(
    ({ client, from, to }) => devices.has(client) && from < askedAt && to > answeredAt,
  );
  return lines
    .filter((line) => (line.node === node) === (where === "same"))
    .map(({ client }) => {
      const told = record.deliveries.find(
        (line) => line.client === client && line.at >= askedAt && tellsOf(line, removal),
      );
      return told ? Math.max(0, told.at - answeredAt) : Number.POSITIVE_INFINITY;
    });
}

/** Either their own side of the conversation says that they left, or the room is gone. */
function tellsOf(
  { room, gone, readings }: Written<DeliveredLine>,
  { conversation }: Removal,
): boolean {
  const isLeft = readings.some(([id, , , , left]) => id === conversation && left === 1);
  return isLeft || (gone === true && room.endsWith(`:${conversation}`));
}
