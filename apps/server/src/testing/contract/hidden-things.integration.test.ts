import {
  asId,
  type ConversationId,
  type InviteId,
  type MessageId,
  type SessionId,
  type UserId,
  type WorkspaceCommandName,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

interface Ask {
  name: WorkspaceCommandName;
  input: object;
}

/** Each as it would be asked about one conversation. */
function aboutConversation(conversationId: ConversationId): Ask[] {
  const userId = world.outsider.userId;
  return [
    { name: "message:send", input: { id: newMessageId(), conversationId, text: "Knock" } },
    { name: "message:list", input: { conversationId } },
    { name: "message:list", input: { conversationId, around: world.privateMessage } },
    { name: "conversation:members", input: { conversationId } },
    { name: "read:mark", input: { conversationId, seq: 1 } },
    { name: "participation:update", input: { conversationId, starred: true } },
    { name: "channel:join", input: { conversationId } },
    { name: "channel:leave", input: { conversationId } },
    { name: "channel:archive", input: { conversationId } },
    { name: "channel:unarchive", input: { conversationId } },
    { name: "channel:update", input: { conversationId, topic: "Mine now" } },
    { name: "channel:add-members", input: { conversationId, userIds: [userId] } },
    { name: "channel:remove-member", input: { conversationId, userId } },
    { name: "invite:create", input: { channelIds: [conversationId] } },
  ];
}

async function rawAnswer(actor: Actor, { name, input }: Ask, workspaceId = world.workspaceId) {
  const response = await actor.post(`/api/v1/workspaces/${workspaceId}/${name}`, input);
  return { status: response.status, body: await response.text() };
}

/** Asks the same about a hidden and a made-up thing; the two answers must be one. */
async function expectHidden(actor: Actor, pairs: readonly [hidden: Ask, madeUp: Ask][]) {
  for (const [hidden, madeUp] of pairs) {
    const missing = await rawAnswer(actor, madeUp);
    expect([madeUp.name, missing.status]).toEqual([madeUp.name, 404]);
    expect([hidden.name, await rawAnswer(actor, hidden)]).toEqual([hidden.name, missing]);
  }
}

function zip(hidden: Ask[], madeUp: Ask[]): [Ask, Ask][] {
  return hidden.map((ask, at) => [ask, madeUp[at] ?? ask]);
}

describe("X73: what I may not see looks exactly like what does not exist", () => {
  test.each(["privateChannel", "dm"] as const)("another people's %s", async (which) => {
    const madeUp = aboutConversation(asId<ConversationId>(uuidv7()));
    await expectHidden(world.outsider, zip(aboutConversation(world[which]), madeUp));
  });

  test("another workspace's channel", async () => {
    const madeUp = aboutConversation(asId<ConversationId>(uuidv7()));
    const { owner, elsewhere } = world;
    await expectHidden(owner, zip(aboutConversation(elsewhere.channel), madeUp));
  });

  test("a public channel, to a guest who is not in it", async () => {
    const { guest, general } = world;
    const madeUp = asId<ConversationId>(uuidv7());
    const names = ["message:send", "message:list", "conversation:members", "read:mark"];
    const pairs = zip(aboutConversation(general), aboutConversation(madeUp)).filter(([ask]) =>
      names.includes(ask.name),
    );
    await expectHidden(guest, pairs);
    await expectHidden(guest, [
      [
        { name: "channel:leave", input: { conversationId: general } },
        { name: "channel:leave", input: { conversationId: madeUp } },
      ],
    ]);
  });

  test("conversations that are asked for by their ids", async () => {
    const { outsider, workspaceId, publicChannel, privateChannel, dm, elsewhere } = world;
    const hidden = [privateChannel, dm, elsewhere.channel, asId<ConversationId>(uuidv7())];
    const ask = (conversationIds: ConversationId[]) =>
      outsider.must("conversation:get", { conversationIds }, workspaceId);
    for (const id of hidden) expect(await ask([id])).toEqual({ conversations: [] });
    expect(await ask([...hidden, publicChannel])).toEqual(await ask([publicChannel]));
    expect((await ask([publicChannel])).conversations).toMatchObject([{ id: publicChannel }]);
  });

  test("X71: messages of other conversations and workspaces", async () => {
    const { outsider, owner, privateMessage, elsewhere, publicChannel } = world;
    const asks = (id: MessageId): Ask[] => [
      { name: "message:edit", input: { id, text: "Mine" } },
      { name: "message:delete", input: { id } },
      { name: "message:list", input: { conversationId: publicChannel, around: id } },
    ];
    const madeUp = asks(asId<MessageId>(uuidv7()));
    await expectHidden(outsider, zip(asks(privateMessage), madeUp));
    await expectHidden(owner, zip(asks(elsewhere.message), madeUp));
  });

  test("people who are not of this workspace", async () => {
    const { owner, stranger, privateChannel } = world;
    const asks = (userId: UserId): Ask[] => [
      { name: "member:set-role", input: { userId, role: "member" } },
      { name: "member:deactivate", input: { userId } },
      { name: "member:reactivate", input: { userId } },
      { name: "member:deactivation-preview", input: { userId } },
      { name: "member:end-sessions", input: { userId } },
      { name: "workspace:transfer-ownership", input: { userId } },
      { name: "dm:open", input: { userIds: [userId] } },
      {
        name: "channel:add-members",
        input: { conversationId: privateChannel, userIds: [userId] },
      },
      { name: "channel:remove-member", input: { conversationId: privateChannel, userId } },
    ];
    await expectHidden(owner, zip(asks(stranger.userId), asks(asId<UserId>(uuidv7()))));
    const input = { userIds: [stranger.userId, owner.userId] };
    const { members } = await owner.must("member:get", input, world.workspaceId);
    expect(members.map((member) => member.userId)).toEqual([owner.userId]);
  });

  test("sessions and invitations of others", async () => {
    const { owner, member, stranger, workspaceId, elsewhere } = world;
    const { sessions } = await stranger.must("session:list", {}, elsewhere.workspaceId);
    const sessionId = sessions[0]?.id ?? "";
    const far = await stranger.must("invite:create", {}, elsewhere.workspaceId);
    const near = await owner.must("invite:create", {}, workspaceId);
    const session = (id: string): Ask => ({
      name: "session:revoke",
      input: { sessionId: asId<SessionId>(id) },
    });
    const invite = (id: string): Ask => ({
      name: "invite:revoke",
      input: { inviteId: asId<InviteId>(id) },
    });
    await expectHidden(owner, [
      [session(sessionId), session(uuidv7())],
      [invite(far.invite.id), invite(uuidv7())],
    ]);
    await expectHidden(member, [[invite(near.invite.id), invite(uuidv7())]]);
    expect((await stranger.ask("session:list", {}, elsewhere.workspaceId)).ok).toBe(true);
  });

  test("a whole workspace", async () => {
    const { stranger, workspaceId } = world;
    const asks = [
      ...aboutConversation(world.publicChannel),
      { name: "workspace:bootstrap" as const, input: {} },
      { name: "admin:overview" as const, input: {} },
    ];
    for (const ask of asks) {
      const missing = await rawAnswer(stranger, ask, asId(uuidv7()));
      expect([ask.name, missing.status]).toEqual([ask.name, 404]);
      expect([ask.name, await rawAnswer(stranger, ask, workspaceId)]).toEqual([ask.name, missing]);
    }
  });
});

describe("what a hidden channel must not give away", () => {
  test("X72: its name is refused in the words of any taken name", async () => {
    const { outsider, workspaceId } = world;
    const taken = await rawAnswer(outsider, {
      name: "channel:create",
      input: { name: "design" },
    });
    expect(taken.status).toBe(409);
    expect(
      await rawAnswer(outsider, { name: "channel:create", input: { name: "board-room" } }),
    ).toEqual(taken);
    const own = await createChannel(outsider, workspaceId);
    const rename = (name: string): Ask => ({
      name: "channel:update",
      input: { conversationId: own.id, name },
    });
    expect(await rawAnswer(outsider, rename("board-room"))).toEqual(
      await rawAnswer(outsider, rename("design")),
    );
  });

  test("neither lists, nor the admin's, nor the audit log name it", async () => {
    const { outsider, owner, workspaceId } = world;
    const { admin } = world;
    const hidden = await createChannel(outsider, workspaceId, { name: "x-files", private: true });
    const { id } = await say(outsider, workspaceId, { to: hidden.id, text: "They are out there" });
    const alone = await admin.must(
      "member:deactivation-preview",
      { userId: outsider.userId },
      workspaceId,
    );
    expect(alone.lonelyChannels).toHaveLength(1);
    const place = { conversationId: hidden.id };
    await outsider.must("channel:add-members", { ...place, userIds: [owner.userId] }, workspaceId);
    await owner.must("message:delete", { id }, workspaceId);
    await outsider.must("channel:remove-member", { ...place, userId: owner.userId }, workspaceId);
    const removed = { action: "channel.member-removed" as const };
    expect((await admin.must("audit:list", removed, workspaceId)).entries[0]?.details).toEqual({});
    const open = await createChannel(outsider, workspaceId, { name: "area-51" });
    const closed = { conversationId: open.id, name: "x-files-2", private: true };
    await outsider.must("channel:update", closed, workspaceId);
    const opened = { ...place, name: "solved", private: false };
    await outsider.must("channel:update", opened, workspaceId);
    await outsider.must("channel:update", { ...place, private: true }, workspaceId);
    const seen = JSON.stringify([
      alone,
      await admin.must("channel:browse", { limit: 100 }, workspaceId),
      await admin.must("channel:browse", { query: "x-files" }, workspaceId),
      await admin.must("admin:channels", { limit: 100 }, workspaceId),
      await admin.must("admin:channels", { query: "x-files" }, workspaceId),
      await admin.must("admin:overview", {}, workspaceId),
      await admin.must("audit:list", { limit: 100 }, workspaceId),
      await owner.must("workspace:bootstrap", {}, workspaceId),
    ]);
    expect(seen).not.toContain("x-files");
    expect(seen).not.toContain("out there");
  });
});

describe("what goes on in a channel that I can no longer see is not told", () => {
  /** What a sync from the very beginning tells somebody of a channel, outside the channel's own room. */
  async function toldOf(actor: Actor, id: ConversationId): Promise<unknown[]> {
    const { workspaceId } = world;
    const { epoch } = await actor.must("workspace:bootstrap", {}, workspaceId);
    const clocks = { workspace: 1, [`user:${actor.userId}`]: 0 };
    const { rooms } = await actor.must("sync", { epoch, clocks }, workspaceId);
    const changes = rooms.filter(({ reset }) => !reset).flatMap((room) => room.changes);
    return changes.filter((change) => JSON.stringify(change.data).includes(id));
  }

  test("to whoever was removed from a private one", async () => {
    const { owner, member, workspaceId } = world;
    const people = { private: true, with: [member.userId] };
    const { id } = await createChannel(owner, workspaceId, people);
    const removal = { conversationId: id, userId: member.userId };
    await owner.must("channel:remove-member", removal, workspaceId);
    const before = await toldOf(member, id);
    expect(before).toMatchObject([
      { kind: "participation", data: { conversationId: id, unreadCount: 0, mentionCount: 0 } },
    ]);
    await say(owner, workspaceId, { to: id, text: `<@${member.userId}> is gone` });
    expect(await toldOf(member, id)).toEqual(before);
  });

  test("to whoever saw it in the directory before it became private", async () => {
    const { owner, outsider, workspaceId } = world;
    const { id } = await createChannel(owner, workspaceId);
    await owner.must("channel:update", { conversationId: id, private: true }, workspaceId);
    const before = await toldOf(outsider, id);
    expect(before).toMatchObject([{ kind: "conversation-hidden", data: { id } }]);
    await say(owner, workspaceId, { to: id });
    await owner.must("channel:update", { conversationId: id, topic: "Not yours" }, workspaceId);
    expect(await toldOf(outsider, id)).toEqual(before);
  });
});
