import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InputOf, inviteCreate } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, createChannel, makeInvite, type World } from "../testing/world.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

const invite = (actor: Actor, input?: InputOf<typeof inviteCreate>) =>
  makeInvite(actor, world.workspaceId, input);

function auditOf(action: string) {
  const { workspaceId } = world;
  return server.app.context.database.auditEntry.findMany({
    where: { workspaceId, action },
    orderBy: { id: "desc" },
  });
}

describe("inviting", () => {
  test("gives a link whose token is kept nowhere, and writes it down", async () => {
    const { invite: view, url, token } = await invite(world.owner, { maxUses: 3 });
    expect(url).toBe(`${server.url}/invite/${token}`);
    expect(view).toMatchObject({ role: "member", uses: 0, maxUses: 3, state: "open", email: null });
    expect(view.tokenHint).toBe(token.slice(-4));
    const lifetime = Date.parse(view.expiresAt ?? "") - Date.parse(view.createdAt);
    expect(lifetime).toBe(7 * 24 * 60 * 60_000);
    const row = await server.app.context.database.invite.findUniqueOrThrow({
      where: { id: view.id },
    });
    expect(JSON.stringify(row)).not.toContain(token);
    const [entry] = await auditOf("invite.created");
    expect(entry).toMatchObject({ targetId: view.id, actorId: world.owner.userId });
    expect(JSON.stringify(entry)).not.toContain(token);
  });

  test("by e-mail is mailed, works once, and answers with the link as well", async () => {
    const email = "Newcomer@Example.com";
    const { invite: view, url } = await invite(world.admin, { email, maxUses: 50 });
    expect(view).toMatchObject({ email: "newcomer@example.com", maxUses: 1 });
    const folder = join(server.dataDir, "mail");
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(mails.some((mail) => mail.includes(url) && mail.includes("newcomer@"))).toBe(true);
  });

  test.each([
    ["owner", "admin", true],
    ["admin", "admin", true],
    ["member", "admin", false],
    ["member", "member", true],
    ["guest", "member", false],
    ["outsider", "member", true],
  ] as const)("as %s for the role %s: %s", async (person, role, may) => {
    const answer = await world[person].ask("invite:create", { role }, world.workspaceId);
    expect(answer).toMatchObject(may ? { ok: true } : { error: { code: "forbidden" } });
  });

  test("is the admins' where the policy says so", async () => {
    const { owner, admin, member, workspaceId } = world;
    await owner.must("workspace:update", { policy: { invite: "admins" } }, workspaceId);
    const refused = await member.ask("invite:create", {}, workspaceId);
    expect(refused).toMatchObject({ error: { code: "forbidden" } });
    expect(await admin.ask("invite:create", {}, workspaceId)).toMatchObject({ ok: true });
    await owner.must("workspace:update", { policy: { invite: "members" } }, workspaceId);
  });

  test("X35: nobody is invited as an owner", async () => {
    const { owner, workspaceId, publicChannel } = world;
    const response = await owner.post(`/api/v1/workspaces/${workspaceId}/invite:create`, {
      role: "owner",
      channelIds: [publicChannel],
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid", field: "role" } });
  });

  test("X35: an unknown field beside the role is refused", async () => {
    const { owner, workspaceId } = world;
    const response = await owner.post(`/api/v1/workspaces/${workspaceId}/invite:create`, {
      role: "member",
      grant: "owner",
    });
    expect(await response.json()).toMatchObject({ error: { code: "invalid", field: "grant" } });
  });

  test.each([
    ["no channel for a guest", () => ({ role: "guest" as const }), "invalid"],
    ["a private channel I am not in", () => ({ channelIds: [world.privateChannel] }), "not_found"],
    ["a direct message", () => ({ channelIds: [world.dm] }), "not_found"],
    ["another workspace's channel", () => ({ channelIds: [world.elsewhere.channel] }), "not_found"],
    ["someone who is in already", () => ({ email: world.member.email }), "conflict"],
    ["someone deactivated", () => ({ email: world.deactivated.email }), "conflict"],
    ["no time at all", () => ({ expiresInHours: 0 }), "invalid"],
    ["no use at all", () => ({ maxUses: 0 }), "invalid"],
  ] as const)("with %s is refused", async (_, input, code) => {
    const answer = await world.outsider.ask("invite:create", input(), world.workspaceId);
    expect(answer).toMatchObject({ error: { code } });
  });

  test("into an archived channel is refused", async () => {
    const { owner, workspaceId } = world;
    const { id } = await createChannel(owner, workspaceId);
    await owner.must("channel:archive", { conversationId: id }, workspaceId);
    const answer = await owner.ask("invite:create", { channelIds: [id] }, workspaceId);
    expect(answer).toMatchObject({ error: { code: "conflict", field: "channelIds" } });
  });
});

describe("listing and revoking", () => {
  test("admins see all, others their own, guests none", async () => {
    const { admin, outsider, guest, member, workspaceId } = world;
    const mine = await invite(outsider);
    const theirs = await invite(member);
    const own = await outsider.must("invite:list", { limit: 100 }, workspaceId);
    const ids = own.invites.map(({ id }) => id);
    expect(ids).toContain(mine.invite.id);
    expect(new Set(own.invites.map(({ createdById }) => createdById))).toEqual(
      new Set([outsider.userId]),
    );
    const all = await admin.must("invite:list", { limit: 2 }, workspaceId);
    expect(all.invites.map(({ id }) => id)).toEqual([theirs.invite.id, mine.invite.id]);
    const refused = await guest.ask("invite:list", {}, workspaceId);
    expect(refused).toMatchObject({ error: { code: "forbidden" } });
    expect(JSON.stringify(all)).not.toContain(mine.token);
  });

  test("pages are whole, newest first, without doubles", async () => {
    const { owner, workspaceId } = world;
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await owner.must(
        "invite:list",
        { limit: 3, ...(cursor ? { cursor } : {}) },
        workspaceId,
      );
      seen.push(...page.invites.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    const rows = await server.app.context.database.invite.findMany({
      where: { workspaceId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    expect(seen).toEqual(rows.map(({ id }) => id));
    const bad = await owner.ask("invite:list", { cursor: "bad" }, workspaceId);
    expect(bad).toMatchObject({ error: { code: "invalid", field: "cursor" } });
  });

  test("only the open ones, where asked for", async () => {
    const { owner, workspaceId } = world;
    const { database } = server.app.context;
    const ended = [
      { revokedAt: new Date() },
      { expiresAt: new Date(Date.now() - 1) },
      { maxUses: 1, uses: 1 },
      { createdById: world.deactivated.userId },
    ];
    for (const data of ended) {
      const { id } = (await invite(owner)).invite;
      await database.invite.update({ where: { id }, data });
    }
    const { invites } = await owner.must("invite:list", { open: true, limit: 100 }, workspaceId);
    const { invites: all } = await owner.must("invite:list", { limit: 100 }, workspaceId);
    expect(invites).toEqual(all.filter(({ state }) => state === "open"));
    expect(all.map(({ state }) => state).slice(0, 4)).toEqual([
      "revoked",
      "used",
      "expired",
      "revoked",
    ]);
  });

  test("one's own and, for admins, anyone's; twice is harmless and written down once", async () => {
    const { admin, member, outsider, workspaceId } = world;
    const { invite: view } = await invite(member);
    const inviteId = view.id;
    const foreign = await outsider.ask("invite:revoke", { inviteId }, workspaceId);
    expect(foreign).toMatchObject({ error: { code: "not_found" } });
    const first = await member.must("invite:revoke", { inviteId }, workspaceId);
    expect(first.invite.state).toBe("revoked");
    expect(await admin.must("invite:revoke", { inviteId }, workspaceId)).toEqual(first);
    const entries = await auditOf("invite.revoked");
    expect(entries.filter(({ targetId }) => targetId === inviteId)).toHaveLength(1);
  });
});
