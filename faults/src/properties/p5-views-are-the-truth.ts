import type { RunRecord } from "../checker-record.ts";
import type { StoredMessage } from "../checker-truth.ts";
import type { HeldLine, Shown, ViewLine } from "../history-lines.ts";
import { join, judgeEach, type Property } from "./property.ts";

/** When all is quiet, every device shows what the database holds, and nothing of what its person is not in. */
export const viewsAreTheTruth: Property = {
  name: "P5",
  promise:
    "At the end each device's view of each conversation is the database's: ids, order, texts, tombstones.",
  judge(record) {
    const timelines = Map.groupBy(
      record.truth.messages.values(),
      ({ conversation }) => conversation,
    );
    return join(
      judgeEach(record.held, (held) => wrongRooms(held, record)),
      judgeEach(record.views, (view) => wrongView(view, timelines.get(view.conversation) ?? [])),
      judgeEach(record.views, (view) => wrongPeople(view, record)),
    );
  },
};

function wrongRooms(
  { client, user, clocks, conversations, epoch }: HeldLine,
  { truth }: RunRecord,
) {
  if (epoch !== truth.epoch)
    return [`${client} is in epoch ${epoch}, the database in ${truth.epoch}`];
  const heads = truth.heads.get(user) ?? new Map<string, number>();
  const mine = new Set([...heads.keys()].map((room) => room.split(":")[1] ?? ""));
  return [
    ...[...heads]
      .filter(([room, clock]) => clocks[room] !== clock)
      .map(([room, clock]) => `${client} has ${room} at ${clocks[room]}, the database at ${clock}`),
    ...conversations.filter((id) => !mine.has(id)).map((id) => `${client} still shows ${id}`),
    ...[...heads.keys()]
      .filter((room) => /^(channel|dm):/.test(room))
      .filter((room) => !conversations.includes(room.split(":")[1] ?? ""))
      .map((room) => `${client} does not show ${room}`),
  ];
}

function wrongView(
  { client, conversation, fromSeq, messages }: ViewLine,
  stored: readonly StoredMessage[],
): string[] {
  const where = `${client} in ${conversation}`;
  const lastSeq = stored.at(-1)?.seq ?? 0;
  if (fromSeq > lastSeq + 1) return [`${where}: its timeline was never loaded`];
  const expected = stored.filter(({ seq }) => seq >= fromSeq);
  const shown = new Map(messages.map((message) => [message.id, message]));
  const wrong = expected.flatMap((message) => differenceOf(message, shown.get(message.id)));
  const real = new Set(stored.map(({ id }) => id));
  const invented = messages
    .filter(({ id }) => !real.has(id))
    .map(({ id }) => `${id} is not stored`);
  const ids = messages.map(({ id }) => id).join(" ");
  const isOrdered = wrong.length > 0 || ids === expected.map(({ id }) => id).join(" ");
  return [...wrong, ...invented, ...(isOrdered ? [] : ["another order than the database's"])].map(
    (problem) => `${where}: ${problem}`,
  );
}

function differenceOf(stored: StoredMessage, shown: Shown | undefined): string[] {
  if (!shown) return [`${stored.id} (seq ${stored.seq}) is missing`];
  const keys = ["seq", "tick", "author", "text", "edited", "deleted"] as const;
  return keys
    .filter((key) => shown[key] !== stored[key])
    .map((key) => `${stored.id}: ${key} is ${shown[key]}, stored is ${stored[key]}`);
}

/** A device learns of those who came and went since it loaded; of them it must know the present state. */
function wrongPeople(
  { client, conversation, participants }: ViewLine,
  { truth }: RunRecord,
): string[] {
  const present = new Set(
    truth.participants
      .filter((row) => row.conversation === conversation && !row.left)
      .map(({ user }) => user),
  );
  return participants
    .filter(({ user, left }) => left === present.has(user))
    .map(
      ({ user, left }) =>
        `${client} in ${conversation}: ${user} is shown as ${left ? "gone" : "present"}`,
    );
}
