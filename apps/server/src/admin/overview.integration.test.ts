import type { AdminFigures, WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, createChannel, say, type World } from "../testing/world.ts";

const DAY_MS = 24 * 60 * 60_000;

let server: TestServer;
let world: World;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
  workspaceId = world.workspaceId;
});
afterAll(() => server.close());

/** Messages in the public channel, some days ago. */
async function sayLongAgo(days: number, { count }: { count: number }) {
  const { database } = server.app.context;
  const conversationId = world.publicChannel;
  const { lastSeq } = await database.conversation.update({
    where: { id: conversationId },
    data: { lastSeq: { increment: count } },
  });
  await database.message.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      id: uuidv7(),
      workspaceId,
      conversationId,
      seq: lastSeq - index,
      authorId: world.member.userId,
      text: "Long ago.",
      fingerprint: "",
      tick: 1,
      createdAt: new Date(Date.now() - days * DAY_MS),
    })),
  });
}

describe("the overview", () => {
  test("counts people, channels and what was said, a day at a time", async () => {
    await sayLongAgo(7, { count: 5 });
    await sayLongAgo(29, { count: 2 });
    await sayLongAgo(31, { count: 9 });
    await say(world.member, workspaceId, { to: world.publicChannel });
    const overview = await world.admin.must("admin:overview", {}, workspaceId);
    expect(overview.messagesPerDay).toHaveLength(30);
    const days = overview.messagesPerDay.map(({ day }) => day);
    const lastDays = Array.from({ length: 30 }, (_, index) =>
      new Date(Date.now() - (29 - index) * DAY_MS).toISOString().slice(0, 10),
    );
    expect(days).toEqual(lastDays);
    expect(overview.messagesPerDay[0]?.count).toBe(2);
    expect(overview.messagesPerDay[22]?.count).toBe(5);
    expect(overview.messagesSameDayLastWeek).toBe(5);
    expect(overview.messagesPerDay[29]?.count).toBe(overview.figures.messagesToday);
    expect(overview.figures).toMatchObject({ members: 5, channels: 4, messagesToday: 2 });
    expect(overview).toMatchObject({
      idleChannels: 0,
      rateLimitsOff: true,
      diskFull: false,
      mail: "folder",
      signUp: "open",
    });
    expect(overview.storage.databaseBytes).toBeGreaterThan(1_000_000);
    expect(overview.databaseVersion).toMatch(/^PostgreSQL \d+/);
    const { entries } = await world.admin.must("audit:list", { limit: 10 }, workspaceId);
    expect(overview.recentAudit).toEqual(entries);
  });

  test("calls a channel idle after a month of silence", async () => {
    const { id } = await createChannel(world.owner, workspaceId);
    await server.app.context.database.conversation.update({
      where: { id },
      data: { lastMessageAt: new Date(Date.now() - 31 * DAY_MS) },
    });
    const idle = async () => {
      return (await world.admin.must("admin:overview", {}, workspaceId)).idleChannels;
    };
    expect(await idle()).toBe(1);
    await say(world.owner, workspaceId, { to: id });
    expect(await idle()).toBe(0);
  });

  test("counts nothing of another workspace", async () => {
    const { stranger, elsewhere } = world;
    const overview = await stranger.must("admin:overview", {}, elsewhere.workspaceId);
    expect(overview.figures).toMatchObject({ members: 1, channels: 3, messagesToday: 1 });
  });
});

describe("who may look", () => {
  test.each([
    ["owner", "ok"],
    ["admin", "ok"],
    ["member", "forbidden"],
    ["guest", "forbidden"],
    ["outsider", "forbidden"],
    ["stranger", "not_found"],
    ["deactivated", "forbidden"],
    ["anonymous", "unauthenticated"],
  ] as const)("%s: %s", async (person, code) => {
    for (const name of ["admin:overview", "admin:members", "admin:channels"] as const) {
      const answer = await world[person].ask(name, {}, workspaceId);
      expect(answer.ok ? "ok" : answer.error.code).toBe(code);
    }
  });

  test.each(["member", "guest", "stranger", "deactivated", "anonymous"] as const)(
    "the live panel is closed to %s",
    async (person) => {
      const opened = world[person].connect(workspaceId, { suffix: "/admin" });
      await expect(opened).rejects.toMatchObject({ data: { code: expect.any(String) } });
    },
  );
});

describe("the live figures", () => {
  test("come at once, and again when they change", async () => {
    const panel = await world.admin.connect(workspaceId, { suffix: "/admin" });
    const first = await panel.hears<AdminFigures>("figures");
    await say(world.member, workspaceId, { to: world.publicChannel });
    const next = await panel.hears<AdminFigures>(
      "figures",
      ({ messagesToday }) => messagesToday > first.messagesToday,
    );
    expect(next).toEqual({ ...first, messagesToday: first.messagesToday + 1, online: next.online });
  });

  test("a second panel learns them from the first one's reading", async () => {
    const panels = await Promise.all([
      world.admin.connect(workspaceId, { suffix: "/admin" }),
      world.owner.connect(workspaceId, { suffix: "/admin" }),
    ]);
    const [one, two] = await Promise.all(
      panels.map((panel) => panel.hears<AdminFigures>("figures")),
    );
    expect(one?.members).toBe(two?.members);
  });

  test("end with the right to see them", async () => {
    const panel = await world.admin.connect(workspaceId, { suffix: "/admin" });
    const { userId } = world.admin;
    await world.owner.must("member:set-role", { userId, role: "member" }, workspaceId);
    await panel.ended;
    const again = world.admin.connect(workspaceId, { suffix: "/admin" });
    await expect(again).rejects.toMatchObject({ data: { code: "forbidden" } });
  });
});
