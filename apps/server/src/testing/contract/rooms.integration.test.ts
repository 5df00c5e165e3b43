import type { RoomChanges, RoomName } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

/** The rooms a socket has been told of so far. */
function roomsHeard({ heard }: SocketActor): Set<RoomName> {
  const changes = heard.filter(({ event }) => event === "changes");
  return new Set(changes.map(({ payload }) => (payload as RoomChanges).room));
}

async function connectAll() {
  const { workspaceId } = world;
  const [owner, member, guest, outsider] = await Promise.all([
    enter(world.owner, workspaceId),
    enter(world.member, workspaceId),
    enter(world.guest, workspaceId),
    enter(world.outsider, workspaceId),
  ]);
  return { owner, member, guest, outsider };
}

describe("who hears a room", () => {
  test("those who are in it, nobody else", async () => {
    const { member, workspaceId, privateChannel, publicChannel, dm } = world;
    const sockets = await connectAll();
    const secret = await say(member, workspaceId, { to: privateChannel, text: "For few." });
    const open = await say(member, workspaceId, { to: publicChannel, text: "For more." });
    const direct = await say(member, workspaceId, { to: dm, text: "For one." });
    await settled(...Object.values(sockets));
    const all = [`channel:${privateChannel}`, `channel:${publicChannel}`, `dm:${dm}`] as const;
    expect(roomsHeard(sockets.owner)).toEqual(new Set(all));
    expect(roomsHeard(sockets.member)).toEqual(new Set(all));
    expect(roomsHeard(sockets.guest)).toEqual(new Set(all.slice(0, 2)));
    expect(roomsHeard(sockets.outsider)).toEqual(new Set());
    for (const message of [secret, open, direct]) {
      expect(JSON.stringify(sockets.outsider.heard)).not.toContain(message.id);
    }
  });

  test("a client can't put itself into one", async () => {
    const { owner, outsider, workspaceId, privateChannel } = world;
    const socket = await enter(outsider, workspaceId);
    const room = `channel:${privateChannel}`;
    for (const event of ["join", "subscribe", "room:join"]) socket.socket.emit(event, room);
    const { epoch, clocks } = await outsider.must("workspace:bootstrap", {}, workspaceId);
    await socket.must("sync", { epoch, clocks: { ...clocks, [room]: 0 } });
    await say(owner, workspaceId, { to: privateChannel });
    await settled(socket);
    expect(roomsHeard(socket)).toEqual(new Set());
  });

  test("whoever joins hears it from the commit on, and is told in their own room", async () => {
    const { owner, outsider, workspaceId } = world;
    const channel = await createChannel(owner, workspaceId);
    const room: RoomName = `channel:${channel.id}`;
    const socket = await enter(outsider, workspaceId);
    await outsider.must("channel:join", { conversationId: channel.id }, workspaceId);
    const mine = await socket.hearsChange(`user:${outsider.userId}`, "participation");
    expect(mine).toMatchObject({ conversationId: channel.id, leftAt: null, unreadCount: 0 });
    expect(await socket.hearsChange(`user:${outsider.userId}`, "conversation")).toMatchObject({
      id: channel.id,
      memberCount: 2,
    });
    expect(await socket.hearsChange(room, "participant")).toMatchObject({
      userId: outsider.userId,
      leftAt: null,
    });
    const message = await say(owner, workspaceId, { to: channel.id });
    expect(await socket.hearsChange(room, "message", ({ id }) => id === message.id)).toEqual(
      message,
    );
  });

  test("whoever is added hears the same, in every tab; the others see who brought them", async () => {
    const { owner, member, outsider, workspaceId } = world;
    const channel = await createChannel(owner, workspaceId, {
      private: true,
      with: [member.userId],
    });
    const tabs = [await enter(outsider, workspaceId), await enter(outsider, workspaceId)];
    const witness = await enter(member, workspaceId);
    const input = { conversationId: channel.id, userIds: [outsider.userId] };
    await owner.must("channel:add-members", input, workspaceId);
    const message = await say(owner, workspaceId, { to: channel.id });
    for (const tab of tabs) {
      await tab.hearsChange(`user:${outsider.userId}`, "participation");
      await tab.hearsChange(`channel:${channel.id}`, "message", ({ id }) => id === message.id);
    }
    const said = await witness.hearsChange(
      `channel:${channel.id}`,
      "message",
      ({ kind }) => kind === "system",
    );
    expect(said).toMatchObject({
      authorId: owner.userId,
      system: { event: "added", userIds: [outsider.userId] },
    });
  });

  test("whoever leaves hears of it in their own room and no more of the channel's", async () => {
    const { owner, member, workspaceId } = world;
    const channel = await createChannel(owner, workspaceId, { with: [member.userId] });
    const room: RoomName = `channel:${channel.id}`;
    const socket = await enter(member, workspaceId);
    const witness = await enter(owner, workspaceId);
    await member.must("channel:leave", { conversationId: channel.id }, workspaceId);
    await say(owner, workspaceId, { to: channel.id });
    await settled(socket);
    expect(socket.changesOf(room)).toEqual([]);
    expect(await socket.hearsChange(`user:${member.userId}`, "participation")).toMatchObject({
      conversationId: channel.id,
      leftAt: expect.any(String),
    });
    expect(await witness.hearsChange(room, "conversation")).toMatchObject({ memberCount: 1 });
    expect(await witness.hearsChange(room, "message")).toMatchObject({
      kind: "system",
      system: { event: "left" },
    });
  });

  test("X20: a socket that is still connected can't write where its person was removed", async () => {
    const { owner, member, workspaceId } = world;
    const channel = await createChannel(owner, workspaceId, { with: [member.userId] });
    const socket = await enter(member, workspaceId);
    const input = { conversationId: channel.id, userId: member.userId };
    const send = () => ({ id: newMessageId(), conversationId: channel.id, text: "Still here?" });
    await socket.must("message:send", send());
    await owner.must("channel:remove-member", input, workspaceId);
    expect(await socket.ask("message:send", send())).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });

  test("a direct message reaches all its people at once, and only them", async () => {
    const { owner, outsider, workspaceId } = world;
    const sockets = await connectAll();
    const input = { userIds: [outsider.userId] };
    const { conversation } = await owner.must("dm:open", input, workspaceId);
    const message = await say(owner, workspaceId, { to: conversation.id });
    for (const socket of [sockets.owner, sockets.outsider]) {
      await socket.hearsChange(`dm:${conversation.id}`, "message", ({ id }) => id === message.id);
    }
    expect(
      await sockets.outsider.hearsChange(`user:${outsider.userId}`, "conversation"),
    ).toMatchObject({ id: conversation.id, kind: "dm" });
    await settled(...Object.values(sockets));
    for (const socket of [sockets.member, sockets.guest]) {
      expect(JSON.stringify(socket.heard)).not.toContain(conversation.id);
    }
  });
});

describe("the directory of public channels", () => {
  test("full members hear what is created, renamed and archived; guests don't", async () => {
    const { owner, workspaceId } = world;
    const sockets = await connectAll();
    const { id } = await createChannel(owner, workspaceId, { name: "launch" });
    const change = { conversationId: id, name: "lift-off", topic: "T minus ten" };
    await owner.must("channel:update", change, workspaceId);
    await owner.must("channel:archive", { conversationId: id }, workspaceId);
    const entry = (fits: (name: string | null, archived: string | null) => boolean) =>
      sockets.outsider.hearsChange("workspace", "conversation", (view) => {
        return view.id === id && fits(view.name, view.archivedAt);
      });
    await entry((name) => name === "launch");
    await entry((name, archivedAt) => name === "lift-off" && archivedAt === null);
    await entry((name, archivedAt) => name === "lift-off" && archivedAt !== null);
    await settled(sockets.guest);
    expect(JSON.stringify(sockets.guest.heard)).not.toContain(id);
    const kinds = sockets.guest.changesOf("workspace").flatMap(({ changes }) => changes);
    expect(kinds).toEqual([]);
    expect(sockets.guest.changesOf("workspace").map(({ from, to }) => [from, to])).toEqual(
      sockets.outsider.changesOf("workspace").map(({ from, to }) => [from, to]),
    );
  });

  test("a channel made private disappears from it, one made public appears", async () => {
    const { owner, workspaceId } = world;
    const sockets = await connectAll();
    const { id } = await createChannel(owner, workspaceId);
    const input = { conversationId: id };
    await owner.must("channel:update", { ...input, private: true }, workspaceId);
    expect(await sockets.outsider.hearsChange("workspace", "conversation-hidden")).toMatchObject({
      id,
    });
    const secret = { ...input, name: `hush-${id}` };
    await owner.must("channel:update", secret, workspaceId);
    await settled(sockets.outsider);
    expect(JSON.stringify(sockets.outsider.heard)).not.toContain("hush-");
    await owner.must("channel:update", { ...input, private: false }, workspaceId);
    await sockets.outsider.hearsChange(
      "workspace",
      "conversation",
      (view) => view.id === id && view.name === secret.name,
    );
    await settled(sockets.guest);
    expect(JSON.stringify(sockets.guest.heard)).not.toContain(id);
  });

  test("X73: a private channel never touches the workspace's room", async () => {
    const { owner, workspaceId } = world;
    const sockets = await connectAll();
    const { id } = await createChannel(owner, workspaceId, { private: true });
    await owner.must("channel:update", { conversationId: id, topic: "Hush" }, workspaceId);
    await owner.must("channel:archive", { conversationId: id }, workspaceId);
    await settled(sockets.outsider, sockets.owner);
    expect(sockets.owner.changesOf("workspace")).toEqual([]);
    expect(roomsHeard(sockets.outsider)).toEqual(new Set());
  });

  test("whoever becomes a guest hears it no more, whoever stops being one hears it again", async () => {
    const { owner, outsider, workspaceId } = world;
    const socket = await enter(outsider, workspaceId);
    const setRole = (role: "guest" | "member") =>
      owner.must("member:set-role", { userId: outsider.userId, role }, workspaceId);
    await setRole("guest");
    const unseen = await createChannel(owner, workspaceId);
    await settled(socket);
    expect(JSON.stringify(socket.heard)).not.toContain(unseen.id);
    const { epoch, clocks } = await outsider.must("workspace:bootstrap", {}, workspaceId);
    const asked = { epoch, clocks: { ...clocks, workspace: 0 } };
    const answer = await socket.must("sync", asked);
    expect(JSON.stringify(answer)).not.toContain(unseen.id);

    await setRole("member");
    const seen = await createChannel(owner, workspaceId);
    await socket.hearsChange("workspace", "conversation", (view) => view.id === seen.id);
    const full = await socket.must("sync", asked);
    expect(JSON.stringify(full)).toContain(unseen.id);
  });
});

describe("the workspace's room", () => {
  test("tells everyone of profiles, roles and the workspace itself", async () => {
    const { owner, member, workspaceId } = world;
    const { guest, outsider } = await connectAll();
    await member.must("member:update-profile", { title: "Room warden" }, workspaceId);
    await owner.must("workspace:update", { accent: "#123456" }, workspaceId);
    await outsider.hearsChange("workspace", "member", ({ title }) => title === "Room warden");
    for (const socket of [guest, outsider]) {
      await socket.hearsChange("workspace", "workspace", ({ accent }) => accent === "#123456");
    }
  });

  test("tells guests only that people changed, so that they ask for those they meet", async () => {
    const { guest: guestActor, member, outsider, workspaceId } = world;
    const { epoch, clocks } = await guestActor.must("workspace:bootstrap", {}, workspaceId);
    const { guest } = await connectAll();
    await outsider.must("member:update-profile", { title: "Unmet" }, workspaceId);
    await member.must("member:update-profile", { title: "Met" }, workspaceId);
    const due = (clocks.workspace ?? 0) + 2;
    await guest.hears<{ room: string; to: number }>("clock", ({ to }) => to === due);
    expect(guest.changesOf("workspace")).toEqual([]);
    const answer = await guest.must("sync", { epoch, clocks });
    const titles = answer.rooms
      .flatMap(({ changes }) => changes)
      .flatMap((change) => (change.kind === "member" ? change.data.title : []));
    expect(titles).toContain("Met");
    expect(titles).not.toContain("Unmet");
  });
});

describe("several workspaces on one connection", () => {
  test("each namespace hears its own workspace only", async () => {
    const { owner, stranger, workspaceId, elsewhere, general } = world;
    const invite = await stranger.must("invite:create", {}, elsewhere.workspaceId);
    await owner.must("invite:accept", { token: invite.url.split("/").at(-1) ?? "" });
    const shared = { forceNew: false, multiplex: true };
    const here = await owner.connect(workspaceId, { socket: shared });
    const there = await owner.connect(elsewhere.workspaceId, { socket: shared });
    expect(there.socket.io).toBe(here.socket.io);
    await settled(here, there);
    const near = await say(owner, workspaceId, { to: general });
    await owner.must("channel:join", { conversationId: elsewhere.channel }, elsewhere.workspaceId);
    await here.hearsChange(`channel:${general}`, "message", ({ id }) => id === near.id);
    await there.hearsChange(`channel:${elsewhere.channel}`, "participant");
    await settled(here, there);
    expect(JSON.stringify(here.heard)).not.toContain(elsewhere.channel);
    expect(JSON.stringify(there.heard)).not.toContain(general);
  });
});
