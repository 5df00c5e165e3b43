import { asId, type SessionId, type UserId, type WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCaller } from "../caller.ts";
import { readConversations } from "../conversations/read-conversations.ts";
import { createArrivals } from "../members/arrivals.ts";
import { createMeetings } from "../members/meetings.ts";
import { memberSync } from "../members/member-sync.ts";
import { readFirstMembers } from "../members/read-first-members.ts";
import { readRooms } from "../members/read-rooms.ts";
import { readStanding } from "../members/standings.ts";
import { messageSync } from "../messages/message-sync.ts";
import { readPage } from "../messages/read-page.ts";
import { readSendFacts } from "../messages/send-facts.ts";
import { readMarkFacts } from "../read-state/mark-facts.ts";
import { readParticipations } from "../read-state/participation-view.ts";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { connectDatabase, type Database } from "./client.ts";

/** What grows with a company's life: reading all of it for one request would be a mistake. */
const LARGE = ["message", "participant", "mention", "audit_entry"];
const WORKSPACE = "00000000-0000-7000-8000-000000000001";
const CHANNELS = 40;
const MEMBERS = 3_000;
const MESSAGES_A_CHANNEL = 1_000;

let files: TestDatabase;
let database: Database;
const heard: string[] = [];

beforeAll(async () => {
  files = await createDatabase();
  database = connectDatabase(files.url, (sql) => void heard.push(sql));
  await fill();
});

afterAll(async () => {
  await database.$disconnect();
  await files.drop();
});

const caller: MemberCaller = {
  workspaceId: asId<WorkspaceId>(WORKSPACE),
  userId: asId<UserId>(id("b", 1)),
  memberId: id("c", 1),
  sessionId: asId<SessionId>(id("e", 1)),
  role: "member",
  name: "One",
  email: "one@example.com",
  ip: "127.0.0.1",
  userAgent: null,
};

const hot: Record<string, () => Promise<unknown>> = {
  "my rooms": () => readRooms(database.reads.ask, caller),
  "who I am and where I belong": () => readStanding(database.reads.ask, caller),
  "who arrives with a token": () =>
    createArrivals({ database, accounts: { prolong: () => undefined } }).read({
      token: "token",
      visitor: { ip: "127.0.0.1", userAgent: null },
      workspaceId: caller.workspaceId,
      withPlaces: true,
    }),
  "my unread counts": () => readParticipations(database.reads.ask, { memberId: caller.memberId }),
  "what changed of my own side": () =>
    readParticipations(database.reads.ask, { memberId: caller.memberId, sinceTick: 3 }),
  "conversations by their ids": () =>
    readConversations(database.reads.ask, [id("d", 1), id("d", 2)]),
  "the first screen's people": () => readFirstMembers(database.reads.ask, caller, [caller.userId]),
  "the first screen's people, for a guest": () =>
    readFirstMembers(database.reads.ask, { ...caller, role: "guest" }, [caller.userId]),
  "people who changed since a clock, for a guest": () =>
    memberSync.changesSince(
      database.reads.ask,
      { ...caller, role: "guest" },
      { rooms: [{ id: WORKSPACE, since: 3 }], limit: 500 },
    ),
  "whom a guest meets": () =>
    createMeetings({ database })({
      workspaceId: caller.workspaceId,
      guestId: caller.userId,
      userId: asId<UserId>(id("b", 2)),
    }),
  "the newest page of a channel": () =>
    readPage(database.reads.ask, caller, { conversationId: asId(id("d", 1)), limit: 50 }),
  "a page around a message": () =>
    readPage(database.reads.ask, caller, {
      conversationId: asId(id("d", 1)),
      around: 500,
      limit: 50,
    }),
  "messages changed since a clock": () =>
    messageSync.changesSince(database.reads.ask, caller, {
      rooms: [{ id: id("d", 1), since: 980 }],
      limit: 500,
    }),
  "what decides about read pointers": () =>
    readMarkFacts(database.pipeline.ask, [
      { caller, input: { conversationId: asId(id("d", 1)), seq: 990, unread: false } },
    ]),
  "what decides about a send": () =>
    readSendFacts(database.pipeline.ask, [
      {
        caller,
        input: {
          id: asId(id("f", 1)),
          conversationId: asId(id("d", 1)),
          text: `Hello <@${id("b", 2)}>`,
        },
      },
    ]),
};

test.each(Object.entries(hot))("an index serves: %s", async (_, run) => {
  heard.length = 0;
  await run();
  const statements = heard.filter((sql) => /^\s*(SELECT|WITH)/i.test(sql));
  expect(statements.length).toBeGreaterThan(0);
  for (const sql of statements) {
    const plan = JSON.stringify(await explain(sql));
    expect(
      LARGE.filter((table) => scansWhole(plan, table)),
      sql,
    ).toEqual([]);
  }
});

test("a statement that reads a whole table would be seen", async () => {
  const plan = JSON.stringify(await explain("SELECT id FROM message WHERE text = $1"));
  expect(scansWhole(plan, "message")).toBe(true);
});

function scansWhole(plan: string, table: string): boolean {
  return new RegExp(`"Node Type":"Seq Scan"[^{}]*"Relation Name":"${table}"`).test(plan);
}

/** The plan PostgreSQL makes for any values of the parameters. */
async function explain(sql: string): Promise<unknown> {
  const statement = sql.replace(/ FOR NO KEY UPDATE$/, "");
  return database.$queryRawUnsafe(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`);
}

/** `id("d", 7)` is the seventh conversation; letters keep the tables' ids apart. */
function id(letter: string, at: number): string {
  return `${letter.repeat(8)}-0000-7000-8000-${String(at).padStart(12, "0")}`;
}

/** A company with a history, written by PostgreSQL itself. */
async function fill(): Promise<void> {
  const uuid = (letter: string, at: string) =>
    `('${letter.repeat(8)}-0000-7000-8000-' || lpad((${at})::text, 12, '0'))::uuid`;
  const statements = [
    `INSERT INTO workspace (id, name, slug) VALUES ('${WORKSPACE}', 'Large', 'large')`,
    `INSERT INTO "user" (id, name, email, updated_at) SELECT ${uuid("b", "n")}, 'P' || n, 'p' || n || '@example.com', now() FROM generate_series(1, ${MEMBERS}) n`,
    `INSERT INTO member (id, workspace_id, user_id, display_name, name_key) SELECT ${uuid("c", "n")}, '${WORKSPACE}', ${uuid("b", "n")}, 'P' || n, 'p' || n FROM generate_series(1, ${MEMBERS}) n`,
    `INSERT INTO session (id, token, user_id, expires_at, updated_at) SELECT ${uuid("e", "n")}, 'token-' || n, ${uuid("b", "n")}, now() + interval '1 day', now() FROM generate_series(1, ${MEMBERS}) n`,
    `INSERT INTO conversation (id, workspace_id, kind, name, last_seq) SELECT ${uuid("d", "n")}, '${WORKSPACE}', 'channel', 'c' || n, ${MESSAGES_A_CHANNEL} FROM generate_series(1, ${CHANNELS}) n`,
    `INSERT INTO room (id, workspace_id, clock) SELECT id, '${WORKSPACE}'::uuid, ${MESSAGES_A_CHANNEL} FROM conversation UNION ALL SELECT id, '${WORKSPACE}'::uuid, 1 FROM member UNION ALL SELECT id, '${WORKSPACE}'::uuid, 1 FROM workspace`,
    `INSERT INTO participant (conversation_id, member_id, user_id, last_read_seq, participation_tick) SELECT ${uuid("d", "c")}, ${uuid("c", "m")}, ${uuid("b", "m")}, ${MESSAGES_A_CHANNEL} - m % 20, c FROM generate_series(1, ${CHANNELS}) c, generate_series(1, ${MEMBERS}) m WHERE (c + m) % 40 = 0 OR m <= 2`,
    `INSERT INTO message (id, workspace_id, conversation_id, seq, author_id, text, fingerprint, tick) SELECT gen_random_uuid(), '${WORKSPACE}', ${uuid("d", "c")}, s, ${uuid("b", "1 + (c + s) % 200")}, 'Something was said', 'x', s FROM generate_series(1, ${CHANNELS}) c, generate_series(1, ${MESSAGES_A_CHANNEL}) s`,
    "ANALYZE",
  ];
  for (const statement of statements) await database.$executeRawUnsafe(statement);
}
