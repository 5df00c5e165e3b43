import type { InputOf, inviteCreate } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import {
  buildWorld,
  createChannel,
  createWorkspace,
  makeInvite,
  type World,
} from "../testing/world.ts";

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

describe("a link, for whoever holds it", () => {
  test("tells what it invites to, and masks the address", async () => {
    const { token } = await invite(world.member, { email: "zoe@example.com" });
    const preview = await server.anonymous().must("invite:preview", { token });
    expect(preview).toMatchObject({
      workspace: { slug: "acme" },
      invitedBy: "Mia Member",
      role: "member",
      email: "z•••@example.com",
      joined: false,
    });
    const mine = await world.admin.must("invite:preview", { token });
    expect(mine).toMatchObject({ joined: true, memberCount: preview.memberCount });
    expect(await world.deactivated.must("invite:preview", { token })).toMatchObject({
      joined: false,
    });
  });

  test("that is made up, used up, expired or revoked is not found, all alike", async () => {
    const { owner, workspaceId, stranger } = world;
    const used = await invite(owner, { maxUses: 1 });
    await (await server.signUp("First Come")).must("invite:accept", { token: used.token });
    const revoked = await invite(owner);
    await owner.must("invite:revoke", { inviteId: revoked.invite.id }, workspaceId);
    const expired = await invite(owner);
    await server.app.context.database.invite.update({
      where: { id: expired.invite.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const tokens = ["made-up", used.token, revoked.token, expired.token];
    const answers = await Promise.all(
      tokens.flatMap((token) => [
        stranger.ask("invite:preview", { token }),
        stranger.ask("invite:accept", { token }),
      ]),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ error: { code: "not_found" } });
  });

  test("of a person who lost the right to it is worth nothing", async () => {
    const { owner, workspaceId, stranger } = world;
    const maker = await server.signUp("Maker");
    await maker.must("invite:accept", { token: (await invite(owner, { role: "admin" })).token });
    const { token } = await invite(maker, { role: "admin" });
    expect(await stranger.ask("invite:preview", { token })).toMatchObject({ ok: true });
    await owner.must("member:set-role", { userId: maker.userId, role: "member" }, workspaceId);
    const answer = await stranger.ask("invite:accept", { token });
    expect(answer).toMatchObject({ error: { code: "not_found" } });
    const { invites } = await owner.must("invite:list", { open: true, limit: 100 }, workspaceId);
    expect(invites.map(({ createdById }) => createdById)).not.toContain(maker.userId);
  });
});

describe("accepting", () => {
  test("leads into the workspace with its role and channels, and tells those who are there", async () => {
    const { owner, admin, workspaceId, publicChannel } = world;
    const socket = await admin.connect(workspaceId);
    const { token } = await invite(owner, { role: "guest", channelIds: [publicChannel] });
    const guest = await server.signUp("Gina Guest");
    const { workspace } = await guest.must("invite:accept", { token });
    expect(workspace.id).toBe(workspaceId);
    const bootstrap = await guest.must("workspace:bootstrap", {}, workspaceId);
    expect(bootstrap.me.role).toBe("guest");
    expect(bootstrap.conversations.map(({ id }) => id)).toEqual([publicChannel]);
    await socket.hearsChange("workspace", "member", ({ userId }) => userId === guest.userId);
    const [joined] = await auditOf("member.joined");
    expect(joined).toMatchObject({ actorId: guest.userId, details: { role: "guest" } });
    const [accepted] = await auditOf("invite.accepted");
    expect(accepted).toMatchObject({ actorId: guest.userId, details: { uses: "1" } });
  });

  test("again, or as somebody who is in, uses nothing up", async () => {
    const { owner, member, workspaceId } = world;
    const made = await invite(owner, { maxUses: 1 });
    await member.must("invite:accept", { token: made.token });
    const newcomer = await server.signUp("Twice");
    const first = await newcomer.must("invite:accept", { token: made.token });
    expect(await newcomer.must("invite:accept", { token: made.token })).toEqual(first);
    const { invites } = await owner.must("invite:list", { limit: 100 }, workspaceId);
    const view = invites.find(({ id }) => id === made.invite.id);
    expect(view).toMatchObject({ uses: 1, state: "used" });
  });

  test("is for the address it was sent to", async () => {
    const { token } = await invite(world.owner, { email: "right@example.com" });
    const wrong = await world.stranger.ask("invite:accept", { token });
    expect(wrong).toMatchObject({ error: { code: "forbidden" } });
    const right = server.anonymous();
    await right.signUp({ name: "Right", email: "right@example.com" });
    await right.must("invite:accept", { token });
  });

  test("does not let a deactivated member in again", async () => {
    const { token, invite: view } = await invite(world.owner, { maxUses: 1 });
    const answer = await world.deactivated.ask("invite:accept", { token });
    expect(answer).toMatchObject({ error: { code: "forbidden" } });
    const row = await server.app.context.database.invite.findUniqueOrThrow({
      where: { id: view.id },
    });
    expect(row.uses).toBe(0);
  });

  test("needs an account", async () => {
    const { token } = await invite(world.owner);
    const answer = await world.anonymous.ask("invite:accept", { token });
    expect(answer).toMatchObject({ error: { code: "unauthenticated" } });
  });

  test("leaves out channels that have meanwhile become hidden from the one who invited", async () => {
    const { owner, member, workspaceId } = world;
    const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
    const { token } = await invite(member, { channelIds: [id] });
    await owner.must("channel:update", { conversationId: id, private: true }, workspaceId);
    await owner.must(
      "channel:remove-member",
      { conversationId: id, userId: member.userId },
      workspaceId,
    );
    const newcomer = await server.signUp("Late Comer");
    await newcomer.must("invite:accept", { token });
    const { conversations } = await newcomer.must("workspace:bootstrap", {}, workspaceId);
    expect(conversations.map((conversation) => conversation.name)).toEqual(["general", "random"]);
  });
});

describe("X33: an invitation belongs to its workspace", () => {
  test("another workspace's owner neither sees nor ends it", async () => {
    const { stranger, elsewhere, owner, workspaceId } = world;
    const { invite: view } = await invite(owner);
    const ended = await stranger.post(`/api/v1/workspaces/${elsewhere.workspaceId}/invite:revoke`, {
      inviteId: view.id,
    });
    const unknown = await stranger.post(
      `/api/v1/workspaces/${elsewhere.workspaceId}/invite:revoke`,
      { inviteId: uuidv7() },
    );
    expect(ended.status).toBe(404);
    expect(await ended.text()).toBe(await unknown.text());
    const { invites } = await stranger.must("invite:list", {}, elsewhere.workspaceId);
    expect(invites).toEqual([]);
    const mine = await owner.must("invite:list", { limit: 1 }, workspaceId);
    expect(mine.invites).toMatchObject([{ id: view.id, state: "open" }]);
  });

  test("it cannot be accepted at another workspace's address", async () => {
    const { stranger, elsewhere, owner } = world;
    const { token } = await invite(owner);
    const path = `/api/v1/workspaces/${elsewhere.workspaceId}/invite:accept`;
    const [real, madeUp] = await Promise.all([
      stranger.post(path, { token }),
      stranger.post(path, { token: "made-up" }),
    ]);
    expect([real.status, madeUp.status]).toEqual([404, 404]);
    expect(await real.text()).toBe(await madeUp.text());
  });

  test("it leads to its own workspace alone", async () => {
    const { token } = await invite(world.owner);
    const newcomer = await server.signUp("Own Way");
    const other = await createWorkspace(newcomer, "own-way");
    await newcomer.must("invite:accept", { token });
    const { workspaces } = await newcomer.must("workspace:mine", {});
    expect(workspaces.map(({ id }) => id).sort()).toEqual([other, world.workspaceId].sort());
  });
});
