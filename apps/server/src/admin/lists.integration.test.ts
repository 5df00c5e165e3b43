import type { adminChannels, adminMembers, InputOf, WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, type World } from "../testing/world.ts";

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

describe("the members", () => {
  type Input = InputOf<typeof adminMembers>;

  async function namesOf(input: Input) {
    const { members } = await world.admin.must("admin:members", input, workspaceId);
    return members.map(({ displayName }) => displayName.split(" ")[0]);
  }

  test("come with their address, sessions, presence and when they were last seen", async () => {
    const { member, admin } = world;
    await server.anonymous().signIn(member.email);
    await member.connect(workspaceId);
    const { members } = await admin.must("admin:members", { query: "mia" }, workspaceId);
    expect(members).toMatchObject([
      { userId: member.userId, email: member.email, sessions: 2, online: true, role: "member" },
    ]);
  });

  test.each<[string, Input, string[]]>([
    ["by name", {}, ["Adam", "Dora", "Gus", "Mia", "Olga", "Otto"]],
    ["by name, backwards", { descending: true }, ["Otto", "Olga", "Mia", "Gus", "Dora", "Adam"]],
    ["active ones", { status: "active" }, ["Adam", "Gus", "Mia", "Olga", "Otto"]],
    ["deactivated ones", { status: "deactivated" }, ["Dora"]],
    ["admins", { role: "admin" }, ["Adam"]],
    ["by role", { sort: "role" }, ["Olga", "Adam", "Mia", "Otto", "Dora", "Gus"]],
    ["by entry", { sort: "joinedAt" }, ["Olga", "Adam", "Mia", "Otto", "Dora", "Gus"]],
    ["searched by name", { query: "OTTO o" }, ["Otto"]],
    ["searched by address", { query: "gus.guest." }, ["Gus"]],
    ["searched by a wildcard that is none", { query: "%" }, []],
    ["searched by a control character", { query: "\0", role: "owner" }, ["Olga"]],
  ])("%s", async (_, input, names) => {
    const found = await namesOf(input);
    expect(found).toEqual(names);
    const { total } = await world.admin.must("admin:members", { ...input, limit: 1 }, workspaceId);
    expect(total).toBe(names.length);
  });

  test("last seen first, never seen last", async () => {
    const { database } = server.app.context;
    const seen = { [world.guest.userId]: 3, [world.outsider.userId]: 1, [world.owner.userId]: 2 };
    for (const [userId, days] of Object.entries(seen)) {
      await database.member.update({
        where: { workspaceId_userId: { workspaceId, userId } },
        data: { lastSeenAt: new Date(Date.now() - days * DAY_MS) },
      });
    }
    const names = await namesOf({ sort: "lastSeenAt", descending: true });
    expect(names.slice(0, 3)).toEqual(["Otto", "Olga", "Gus"]);
    const backwards = await namesOf({ sort: "lastSeenAt" });
    expect(backwards).toEqual(names.reverse());
  });

  test.each<[Input["sort"], boolean]>([
    ["name", false],
    ["name", true],
    ["role", false],
    ["role", true],
    ["joinedAt", false],
    ["lastSeenAt", true],
    ["lastSeenAt", false],
  ])(
    "paged by %s (descending: %s), they are whole and without doubles",
    async (sort, descending) => {
      const whole = await namesOf({ sort, descending });
      const paged: (string | undefined)[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof nextPage>> = await nextPage(cursor);
        paged.push(...page.members.map(({ displayName }) => displayName.split(" ")[0]));
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(whole);

      function nextPage(place: string | null) {
        const input = { sort, descending, limit: 2, ...(place ? { cursor: place } : {}) };
        return world.admin.must("admin:members", input, workspaceId);
      }
    },
  );

  test.each(["bad", Buffer.from('{"key":"a\\u0000","id":1}').toString("base64url")])(
    "the cursor %s is refused",
    async (cursor) => {
      const answer = await world.admin.ask("admin:members", { cursor }, workspaceId);
      expect(answer).toMatchObject({ error: { code: "invalid", field: "cursor" } });
    },
  );

  test("a cursor of another order is refused", async () => {
    const { nextCursor } = await world.admin.must("admin:members", { limit: 1 }, workspaceId);
    const input = { sort: "joinedAt", cursor: nextCursor ?? "" } as const;
    const answer = await world.admin.ask("admin:members", input, workspaceId);
    expect(answer).toMatchObject({ error: { code: "invalid", field: "cursor" } });
  });
});

describe("the channels", () => {
  type Input = InputOf<typeof adminChannels>;

  function list(input: Input) {
    return world.admin.must("admin:channels", input, workspaceId);
  }

  test("are the public ones; of private ones there is but the number", async () => {
    const answer = await list({ limit: 100 });
    expect(answer.channels.map(({ name }) => name)).not.toContain("board-room");
    expect(answer.total).toBe(answer.channels.length);
    expect(answer.privateChannels).toBe(1);
    expect(answer.channels.find(({ id }) => id === world.publicChannel)).toMatchObject({
      name: "design",
      createdByName: "Olga Owner",
      members: 4,
      general: false,
      archivedAt: null,
    });
  });

  test.each<[Input]>([
    [{ sort: "name" }],
    [{ sort: "name", descending: true }],
    [{ sort: "members", descending: true }],
    [{ sort: "messages" }],
    [{ sort: "lastActivityAt", descending: true }],
  ])("sorted and paged as %j, they are whole and in order", async (input) => {
    const { channels } = await list({ ...input, limit: 100 });
    const keys = channels.map((channel) => channel[input.sort ?? "name"] ?? "");
    const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(keys).toEqual(input.descending ? sorted.reverse() : sorted);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        ...input,
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      paged.push(...page.channels.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(channels.map(({ id }) => id));
  });

  test("are found by name", async () => {
    expect((await list({ query: "SIG" })).channels).toMatchObject([{ name: "design" }]);
    expect(await list({ query: "board" })).toMatchObject({ channels: [], total: 0 });
  });

  test("a number that no database column holds is no cursor", async () => {
    const cursor = Buffer.from(JSON.stringify({ key: 2 ** 40, id: uuidv7() })).toString(
      "base64url",
    );
    const answer = await world.admin.ask(
      "admin:channels",
      { sort: "members", cursor },
      workspaceId,
    );
    expect(answer).toMatchObject({ error: { code: "invalid", field: "cursor" } });
  });
});
