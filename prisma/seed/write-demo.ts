import { createHash } from "node:crypto";
import { lookAlikeKey } from "@hallway/markup";
import { v7 as uuidv7 } from "uuid";
import { hashPassword } from "../../apps/server/src/auth/password-hash.ts";
import type { Database } from "../../apps/server/src/database/client.ts";
import type { Prisma } from "../../apps/server/src/database/generated/client.ts";
import { channels, directMessages } from "./channels.ts";
import { people } from "./people.ts";
import { randomFrom } from "./random.ts";
import { type Place, type SaidLine, talk } from "./talk.ts";

export const DEMO_PASSWORD = "hallway demo";

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 92;
const LINES = 5_000;

/** What was written, and who owns it. */
export interface Demo {
  name: string;
  email: string;
  people: number;
  channels: number;
  messages: number;
}

/** Writes the demo workspace in one transaction, every clock and counter as if it had been lived. */
export async function writeDemo(database: Database, now: Date): Promise<Demo> {
  const began = new Date(now.getTime() - DAYS * DAY_MS);
  const accounts = await makeAccounts(began);
  const workspaceId = uuidv7();
  const rooms = makeConversations({ workspaceId, accounts, began, now });
  const said = talk(rooms, { lines: LINES, days: DAYS - 1, now, random: randomFrom(1_847) });
  await database.$transaction(
    async (db) => {
      await writePeople(db, { workspaceId, accounts, began, said, conversations: rooms.length });
      const messages = await writeTalk(db, { workspaceId, rooms, said });
      return messages;
    },
    { timeout: 120_000 },
  );
  const [owner] = accounts;
  if (!owner) throw new Error("The demo needs an owner");
  return {
    name: owner.person.name,
    email: owner.email,
    people: accounts.length,
    channels: channels.length,
    messages: said.length,
  };
}

interface DemoAccount {
  person: (typeof people)[number];
  userId: string;
  memberId: string;
  email: string;
  password: string;
  joinedAt: Date;
}

async function makeAccounts(began: Date): Promise<DemoAccount[]> {
  const password = await hashPassword(DEMO_PASSWORD);
  return people.map((person, index) => ({
    person,
    userId: uuidv7(),
    memberId: uuidv7(),
    email: `${addressOf(person.name) || `person${index + 1}`}@acme.example`,
    password,
    joinedAt: began,
  }));
}

/** `Esra Kaya` → `esra`; names without Latin letters give nothing. */
function addressOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").toLowerCase();
  return /^[a-z]+/.exec(plain)?.[0] ?? "";
}

type DemoRoom = Place & {
  kind: "channel" | "dm";
  members: DemoAccount[];
  row: Prisma.ConversationCreateManyInput;
};

function makeConversations(demo: {
  workspaceId: string;
  accounts: DemoAccount[];
  began: Date;
  now: Date;
}): DemoRoom[] {
  const { workspaceId, accounts, began, now } = demo;
  const members = (indexes?: readonly number[]) => {
    const everyone = accounts.filter(({ person }) => person.role !== "guest");
    return indexes ? indexes.flatMap((index) => accounts[index] ?? []) : everyone;
  };
  const archivedAt = new Date(now.getTime() - 40 * DAY_MS);
  const named = channels.map((channel): DemoRoom => {
    const inside = members(channel.people);
    const id = uuidv7();
    return {
      ...channel,
      key: id,
      kind: "channel",
      members: inside,
      people: inside.map(({ userId }) => userId),
      until: channel.archived ? archivedAt : now,
      row: {
        id,
        workspaceId,
        kind: "channel",
        name: channel.name,
        private: channel.private ?? false,
        general: channel.name === "general",
        topic: channel.topic,
        purpose: channel.purpose,
        createdById: inside[0]?.userId ?? null,
        createdAt: began,
        archivedAt: channel.archived ? archivedAt : null,
      },
    };
  });
  const direct = directMessages.map((dm): DemoRoom => {
    const inside = members(dm.people);
    const id = uuidv7();
    return {
      ...dm,
      key: id,
      kind: "dm",
      members: inside,
      people: inside.map(({ userId }) => userId),
      until: now,
      row: {
        id,
        workspaceId,
        kind: "dm",
        private: true,
        dmKey: inside
          .map(({ userId }) => userId)
          .sort()
          .join(","),
        createdById: inside[0]?.userId ?? null,
        createdAt: began,
      },
    };
  });
  return [...named, ...direct];
}

async function writePeople(
  db: Prisma.TransactionClient,
  demo: {
    workspaceId: string;
    accounts: DemoAccount[];
    began: Date;
    said: readonly SaidLine[];
    conversations: number;
  },
): Promise<void> {
  const { workspaceId, accounts, began, said, conversations } = demo;
  const lastSaid = new Map(said.map(({ userId, at }) => [userId, at]));
  const ticks = accounts.length + channels.length + 1;
  await db.user.createMany({
    data: accounts.map(({ userId, person, email }) => ({
      id: userId,
      name: person.name,
      email,
      emailVerified: true,
      createdAt: began,
      updatedAt: began,
    })),
  });
  await db.account.createMany({
    data: accounts.map(({ userId, password }) => ({
      id: uuidv7(),
      accountId: userId,
      providerId: "credential",
      userId,
      password,
      createdAt: began,
      updatedAt: began,
    })),
  });
  await db.workspace.create({
    data: { id: workspaceId, name: "Acme Robotics", slug: "acme", createdAt: began, tick: 1 },
  });
  await db.room.createMany({
    data: [
      { id: workspaceId, workspaceId, clock: ticks },
      ...accounts.map(({ memberId }) => ({ id: memberId, workspaceId, clock: conversations })),
    ],
  });
  await db.member.createMany({
    data: accounts.map(({ memberId, userId, person, joinedAt }, index) => ({
      id: memberId,
      workspaceId,
      userId,
      role: person.role,
      displayName: person.name,
      nameKey: lookAlikeKey(person.name),
      title: person.title,
      statusEmoji: person.status?.emoji ?? null,
      statusText: person.status?.text ?? null,
      joinedAt,
      lastSeenAt: lastSaid.get(userId) ?? null,
      tick: index + 2,
    })),
  });
}

/** Rooms, who is in them, what they said, and how far each has read. */
async function writeTalk(
  db: Prisma.TransactionClient,
  { workspaceId, rooms, said }: { workspaceId: string; rooms: DemoRoom[]; said: SaidLine[] },
): Promise<void> {
  const random = randomFrom(2_026);
  const linesOf = Map.groupBy(said, ({ place }) => place);
  const messages: Prisma.MessageCreateManyInput[] = [];
  const mentions: Prisma.MentionCreateManyInput[] = [];
  const participants: Prisma.ParticipantCreateManyInput[] = [];
  const clocks: Prisma.RoomCreateManyInput[] = [];
  for (const [index, room] of rooms.entries()) {
    const lines = linesOf.get(room.key) ?? [];
    const before = room.members.length + 1;
    for (const [at, line] of lines.entries()) {
      const message = toMessage(line, { workspaceId, seq: at + 1, tick: before + at + 1 });
      messages.push(message);
      for (const userId of line.mentions) {
        mentions.push({ messageId: message.id, userId, conversationId: room.key, seq: at + 1 });
      }
    }
    for (const [at, member] of room.members.entries()) {
      const unread =
        member === room.members[0] && index % 4 !== 0 ? 0 : Math.floor(random() ** 3 * 8);
      participants.push({
        conversationId: room.key,
        memberId: member.memberId,
        userId: member.userId,
        joinedAt: room.row.createdAt ?? new Date(),
        tick: at + 1,
        lastReadSeq: Math.max(0, lines.length - unread),
        participationTick: index + 1,
      });
    }
    clocks.push({ id: room.key, workspaceId, clock: before + lines.length });
    Object.assign(room.row, {
      memberCount: room.members.length,
      lastSeq: lines.length,
      lastMessageAt: lines.at(-1)?.at ?? null,
      tick: before,
      directoryTick: room.kind === "channel" && !room.row.private ? people.length + 2 + index : 0,
    });
  }
  await db.room.createMany({ data: clocks });
  await db.conversation.createMany({ data: rooms.map(({ row }) => row) });
  await db.participant.createMany({ data: participants });
  for (let at = 0; at < messages.length; at += 1_000) {
    await db.message.createMany({ data: messages.slice(at, at + 1_000) });
  }
  await db.mention.createMany({ data: mentions });
}

function toMessage(
  line: SaidLine,
  place: { workspaceId: string; seq: number; tick: number },
): Prisma.MessageCreateManyInput {
  return {
    ...place,
    id: uuidv7({ msecs: line.at.getTime() }),
    conversationId: line.place,
    authorId: line.userId,
    kind: "text",
    text: line.text,
    fingerprint: createHash("sha256").update(line.text).digest("base64url"),
    mentionedUserIds: line.mentions,
    createdAt: line.at,
  };
}
