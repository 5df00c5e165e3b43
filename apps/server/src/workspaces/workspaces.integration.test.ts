import { type Answer, asId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { admitByLink, createWorkspace } from "../testing/world.ts";

let server: TestServer;
let owner: Actor;
let admin: Actor;
let member: Actor;
let guest: Actor;
let stranger: Actor;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  server = await startServer();
  owner = await server.signUp("Olga Owner");
  [admin, member, guest, stranger] = await Promise.all([
    server.signUp("Adam Admin"),
    server.signUp("Mia Member"),
    server.signUp("Gus Guest"),
    server.signUp("Stella Stranger"),
  ]);
  workspaceId = await createWorkspace(owner, "acme");
  await admitByLink(owner, { workspaceId, role: "admin", actors: [admin] });
  await admitByLink(owner, { workspaceId, role: "member", actors: [member] });
  const { conversations } = await owner.must("workspace:bootstrap", {}, workspaceId);
  const channelIds = conversations.slice(0, 1).map(({ id }) => id);
  await admitByLink(owner, { workspaceId, role: "guest", actors: [guest], channelIds });
});
afterAll(() => server.close());

function codeOf(answer: Answer<unknown>): string {
  return answer.ok ? "ok" : answer.error.code;
}

function auditOf(action: string) {
  return server.app.context.database.auditEntry.findMany({
    where: { workspaceId, action },
    orderBy: { id: "desc" },
  });
}

describe("creating a workspace", () => {
  test("makes its creator the owner, with general and random, and writes it down", async () => {
    const { workspace } = await member.must("workspace:create", { name: " My  Own ", slug: "own" });
    expect(workspace).toMatchObject({ name: "My Own", slug: "own", icon: null });
    expect(workspace.policy).toEqual({
      createChannels: "members",
      invite: "members",
      postInGeneral: "everyone",
      join: "invited",
    });
    const bootstrap = await member.must("workspace:bootstrap", {}, workspace.id);
    expect(bootstrap.me.role).toBe("owner");
    expect(
      bootstrap.conversations.map(({ name, general, memberCount, private: hidden }) => ({
        name,
        general,
        memberCount,
        hidden,
      })),
    ).toEqual([
      { name: "general", general: true, memberCount: 1, hidden: false },
      { name: "random", general: false, memberCount: 1, hidden: false },
    ]);
    const { entries } = await member.must("audit:list", {}, workspace.id);
    expect(entries.at(-1)).toMatchObject({
      action: "workspace.created",
      actorName: "Mia Member",
      targetId: workspace.id,
      ip: "127.0.0.1",
    });
  });

  test.each([
    ["taken", { name: "Two", slug: "acme" }, { code: "conflict", field: "slug" }],
    ["reserved", { name: "Two", slug: "sign-in" }, { code: "invalid", field: "slug" }],
    ["in capitals", { name: "Two", slug: "Two" }, { code: "invalid", field: "slug" }],
    ["with a slash", { name: "Two", slug: "a/b" }, { code: "invalid", field: "slug" }],
    ["too short", { name: "Two", slug: "a" }, { code: "invalid", field: "slug" }],
    ["without a name", { name: " \u200b ", slug: "two" }, { code: "invalid", field: "name" }],
  ])("%s is refused, with its field", async (_, input, error) => {
    expect(await owner.ask("workspace:create", input)).toMatchObject({ error });
  });

  test("of ten at once with one address, one is made", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.ask("workspace:create", { name: "R", slug: "race" })),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill("conflict"), "ok"]);
  });

  test("needs an account", async () => {
    const answer = await server.anonymous().ask("workspace:create", { name: "A", slug: "anon" });
    expect(codeOf(answer)).toBe("unauthenticated");
  });
});

describe("where only the owner of the server creates workspaces", () => {
  let strict: TestServer;
  beforeAll(async () => {
    strict = await startServer({ WORKSPACE_CREATION: "owner" });
  });
  afterAll(() => strict.close());

  test("the first account may, others are told why not", async () => {
    const first = await strict.signUp("First");
    const second = await strict.signUp("Second");
    expect((await first.must("workspace:mine", {})).canCreate).toBe(true);
    expect((await second.must("workspace:mine", {})).canCreate).toBe(false);
    const refused = await second.ask("workspace:create", { name: "Two", slug: "two" });
    expect(codeOf(refused)).toBe("forbidden");
    await first.must("workspace:create", { name: "One", slug: "one" });
  });
});

describe("what a visitor may know of the server", () => {
  test("whether it needs its first account, and who may sign up", async () => {
    const fresh = await startServer({ SIGN_UP: "invited" });
    const visitor = fresh.anonymous();
    const before = await visitor.must("server:info", {});
    expect(before).toEqual({
      needsSetup: true,
      signUp: "invited",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    await fresh.signUp("First");
    expect((await visitor.must("server:info", {})).needsSetup).toBe(false);
    await fresh.close();
  });
});

describe("my workspaces, and those I could join", () => {
  test("a closed one is nobody's to see or join, an open one is", async () => {
    const closed = await stranger.must("workspace:mine", {});
    expect(closed).toMatchObject({ workspaces: [], canCreate: true });
    expect(closed.joinable.map(({ slug }) => slug)).not.toContain("acme");
    const hidden = await stranger.ask("workspace:join", { workspaceId });
    const missing = await stranger.ask("workspace:join", {
      workspaceId: asId<WorkspaceId>(uuidv7()),
    });
    expect(codeOf(hidden)).toBe("not_found");
    expect(hidden).toEqual(missing);

    await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
    const open = await stranger.must("workspace:mine", {});
    expect(open.joinable).toMatchObject([{ id: workspaceId, slug: "acme", memberCount: 4 }]);
    const joined = await Promise.all(
      Array.from({ length: 5 }, () => stranger.ask("workspace:join", { workspaceId })),
    );
    expect(joined.map(codeOf)).toEqual(Array(5).fill("ok"));
    const mine = await stranger.must("workspace:mine", {});
    expect(mine.workspaces).toMatchObject([{ slug: "acme", role: "member" }]);
    expect(mine.joinable).toEqual([]);
    const entries = await auditOf("member.joined");
    expect(entries.filter(({ actorId }) => actorId === stranger.userId)).toHaveLength(1);
  });

  test("a deactivated member is not asked in again and stays out", async () => {
    await owner.must("member:deactivate", { userId: stranger.userId }, workspaceId);
    expect(await stranger.must("workspace:mine", {})).toMatchObject({
      workspaces: [],
      joinable: [],
    });
    expect(codeOf(await stranger.ask("workspace:join", { workspaceId }))).toBe("forbidden");
    await owner.must("member:reactivate", { userId: stranger.userId }, workspaceId);
    await owner.must("workspace:update", { policy: { join: "invited" } }, workspaceId);
    expect(codeOf(await stranger.ask("workspace:join", { workspaceId }))).toBe("ok");
  });
});

describe("changing a workspace", () => {
  test("is told to everyone in it, and each setting is written down with from and to", async () => {
    const socket = await guest.connect(workspaceId);
    const input = { name: "Acme Ltd", icon: "🚀", accent: "#AA3300" };
    const { workspace } = await admin.must("workspace:update", input, workspaceId);
    expect(workspace).toMatchObject({ name: "Acme Ltd", icon: "🚀", accent: "#aa3300" });
    const heard = await socket.hearsChange("workspace", "workspace", ({ icon }) => icon === "🚀");
    expect(heard).toEqual(workspace);
    const entries = (await auditOf("workspace.updated")).slice(0, 3);
    expect(entries.map(({ details }) => details)).toEqual([
      { setting: "accent", from: "#0f766e", to: "#aa3300" },
      { setting: "icon", from: "none", to: "🚀" },
      { setting: "name", from: "acme", to: "Acme Ltd" },
    ]);
  });

  test("to what it is already changes and tells nothing", async () => {
    const before = await auditOf("workspace.updated");
    const first = await admin.must("workspace:update", { name: "Acme Ltd" }, workspaceId);
    const second = await admin.must("workspace:update", {}, workspaceId);
    expect(second).toEqual(first);
    expect(await auditOf("workspace.updated")).toEqual(before);
  });

  test("its address is the owners' alone, and must be free", async () => {
    const refused = await admin.ask("workspace:update", { slug: "acme-two" }, workspaceId);
    expect(codeOf(refused)).toBe("forbidden");
    const same = await admin.ask("workspace:update", { slug: "acme", name: "Acme" }, workspaceId);
    expect(codeOf(same)).toBe("ok");
    const taken = await owner.ask("workspace:update", { slug: "own" }, workspaceId);
    expect(taken).toMatchObject({ error: { code: "conflict", field: "slug" } });
    const moved = await owner.must("workspace:update", { slug: "acme-two" }, workspaceId);
    expect(moved.workspace.slug).toBe("acme-two");
  });

  test("of two that take one address at once, one gets it", async () => {
    const other = await createWorkspace(owner, "other");
    const answers = await Promise.all([
      owner.ask("workspace:update", { slug: "wanted" }, workspaceId),
      owner.ask("workspace:update", { slug: "wanted" }, other),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(["conflict", "ok"]);
  });

  test("is not for members and guests", async () => {
    for (const actor of [member, guest]) {
      const answer = await actor.ask("workspace:update", { name: "Mine" }, workspaceId);
      expect(codeOf(answer)).toBe("forbidden");
    }
  });

  test.each([
    ["a colour in words", { accent: "teal" }, "accent"],
    ["an unknown rule", { policy: { invite: "nobody" } }, "policy.invite"],
    ["another field", { owner: "me" }, "owner"],
    ["an icon of a novel's length", { icon: "x".repeat(17) }, "icon"],
  ])("%s is refused, with its field", async (_, input, field) => {
    const path = `/api/v1/workspaces/${workspaceId}/workspace:update`;
    const response = await owner.post(path, input);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid", field } });
  });
});

describe("handing a workspace over", () => {
  test.each([
    ["to nobody known", () => uuidv7(), "not_found"],
    ["to myself", () => owner.userId, "conflict"],
    ["to a guest", () => guest.userId, "conflict"],
  ])("%s is refused", async (_, userId, code) => {
    const input = { userId: asId<typeof owner.userId>(userId()) };
    const answer = await owner.ask("workspace:transfer-ownership", input, workspaceId);
    expect(codeOf(answer)).toBe(code);
  });

  test("to a deactivated person is refused", async () => {
    await owner.must("member:deactivate", { userId: stranger.userId }, workspaceId);
    const input = { userId: stranger.userId };
    const answer = await owner.ask("workspace:transfer-ownership", input, workspaceId);
    expect(codeOf(answer)).toBe("conflict");
  });

  test("is the owners' alone", async () => {
    const input = { userId: member.userId };
    const answer = await admin.ask("workspace:transfer-ownership", input, workspaceId);
    expect(codeOf(answer)).toBe("forbidden");
  });

  test("to two at once gives it to one, and there is always an owner", async () => {
    const answers = await Promise.all(
      [admin, member].map(({ userId }) =>
        owner.ask("workspace:transfer-ownership", { userId }, workspaceId),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual(["forbidden", "ok"]);
    const rows = await server.app.context.database.member.findMany({
      where: { workspaceId, role: "owner" },
    });
    expect(rows).toHaveLength(1);
    const { me } = await owner.must("workspace:bootstrap", {}, workspaceId);
    expect(me.role).toBe("admin");
    const [entry] = await auditOf("workspace.ownership-transferred");
    expect(entry).toMatchObject({ actorId: owner.userId, targetId: rows[0]?.userId });
  });
});
