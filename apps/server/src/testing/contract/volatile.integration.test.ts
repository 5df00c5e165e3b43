import type { PresenceSignal, TypingSignal, UserId } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, buildWorld, createChannel, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

function typingHeard({ heard }: SocketActor): TypingSignal[] {
  return heard
    .filter(({ event }) => event === "typing")
    .map(({ payload }) => payload as TypingSignal);
}

function presenceHeard({ heard }: SocketActor, userId: UserId): PresenceSignal["status"][] {
  return heard
    .filter(({ event }) => event === "presence")
    .map(({ payload }) => payload as PresenceSignal)
    .filter((signal) => signal.userId === userId)
    .map((signal) => signal.status);
}

function hearsPresence(socket: SocketActor, userId: UserId, status: PresenceSignal["status"]) {
  return socket.hears<PresenceSignal>(
    "presence",
    (signal) => signal.userId === userId && signal.status === status,
  );
}

describe("typing", () => {
  test("is told to the others of the conversation, not to my own tab, nor to outsiders", async () => {
    const { workspaceId, privateChannel, member } = world;
    const [typist, reader, outsider] = await Promise.all([
      enter(world.member, workspaceId),
      enter(world.owner, workspaceId),
      enter(world.outsider, workspaceId),
    ]);
    await settled(typist, reader, outsider);
    typist.socket.emit("typing", { conversationId: privateChannel });
    expect(await reader.hears("typing")).toEqual({
      conversationId: privateChannel,
      userId: member.userId,
    });
    await settled(typist, outsider);
    expect(typingHeard(typist)).toEqual([]);
    expect(typingHeard(outsider)).toEqual([]);
  });

  test("is passed on once in its interval, and apart for each conversation", async () => {
    const { workspaceId, publicChannel, dm } = world;
    const typist = await enter(world.member, workspaceId);
    const otherTab = await enter(world.member, workspaceId);
    const reader = await enter(world.owner, workspaceId);
    await settled(typist, otherTab, reader);
    for (let key = 0; key < 20; key++) {
      typist.socket.emit("typing", { conversationId: publicChannel });
      otherTab.socket.emit("typing", { conversationId: publicChannel });
    }
    await settled(typist, otherTab, reader);
    typist.socket.emit("typing", { conversationId: dm });
    await reader.hears<TypingSignal>("typing", ({ conversationId }) => conversationId === dm);
    expect(typingHeard(reader).map(({ conversationId }) => conversationId)).toEqual([
      publicChannel,
      dm,
    ]);
  });

  test("X89: of someone who is not in it, or was removed, is ignored", async () => {
    const { owner, member, workspaceId, privateChannel, elsewhere } = world;
    const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
    const [reader, removed, outsider] = await Promise.all([
      enter(owner, workspaceId),
      enter(member, workspaceId),
      enter(world.outsider, workspaceId),
    ]);
    const input = { conversationId: id, userId: member.userId };
    await owner.must("channel:remove-member", input, workspaceId);
    await settled(reader);
    removed.socket.emit("typing", { conversationId: id });
    outsider.socket.emit("typing", { conversationId: privateChannel });
    outsider.socket.emit("typing", { conversationId: elsewhere.channel });
    for (const junk of [null, 7, "x", [], {}, { conversationId: 1 }, { conversationId: "*" }]) {
      outsider.socket.emit("typing", junk);
      outsider.socket.emit("presence", junk);
      outsider.socket.emit("presence:watch", junk);
    }
    outsider.socket.emit("typing");
    await settled(removed, outsider);
    await settled(reader);
    expect(typingHeard(reader)).toEqual([]);
  });

  test("is not replayed", async () => {
    const { workspaceId, publicChannel, owner } = world;
    const typist = await enter(world.member, workspaceId);
    typist.socket.emit("typing", { conversationId: publicChannel });
    await settled(typist);
    const late = await enter(owner, workspaceId);
    const { epoch } = await owner.must("workspace:bootstrap", {}, workspaceId);
    await late.must("sync", { epoch, clocks: {} });
    expect(typingHeard(late)).toEqual([]);
  });
});

describe("presence", () => {
  test("is away when every tab is, active when one is, offline when the last one has closed", async () => {
    const { admin, workspaceId } = world;
    const watcher = await enter(world.outsider, workspaceId);
    await settled(watcher);
    const first = await enter(admin, workspaceId);
    await hearsPresence(watcher, admin.userId, "active");
    const second = await enter(admin, workspaceId);

    first.socket.emit("presence", { status: "away" });
    await settled(first);
    await settled(watcher);
    expect(presenceHeard(watcher, admin.userId)).toEqual(["active"]);

    second.socket.emit("presence", { status: "away" });
    await hearsPresence(watcher, admin.userId, "away");
    first.socket.emit("presence", { status: "active" });
    await settled(first);
    await settled(watcher);
    expect(presenceHeard(watcher, admin.userId)).toEqual(["active", "away", "active"]);

    second.socket.disconnect();
    await settled(first);
    const { presence } = await admin.must("workspace:bootstrap", {}, workspaceId);
    expect(presence[admin.userId]).toBe("active");
    first.socket.disconnect();
    await hearsPresence(watcher, admin.userId, "offline");
    expect(presenceHeard(watcher, admin.userId)).toEqual(["active", "away", "active", "offline"]);
    const later = await world.outsider.must("workspace:bootstrap", {}, workspaceId);
    expect(later.presence[admin.userId]).toBeUndefined();
  });

  test("a reload is nobody's leaving", async () => {
    const { admin, workspaceId } = world;
    const watcher = await enter(world.outsider, workspaceId);
    const tab = await enter(admin, workspaceId);
    await hearsPresence(watcher, admin.userId, "active");
    tab.socket.disconnect();
    await tab.ended;
    const again = await enter(admin, workspaceId);
    await settled(again);
    await settled(watcher);
    expect(presenceHeard(watcher, admin.userId)).toEqual(["active"]);
  });

  test("of whom a client says to show it is told at once, offline included", async () => {
    const { admin, guest, outsider, workspaceId } = world;
    const tab = await enter(admin, workspaceId);
    const watcher = await enter(outsider, workspaceId);
    await settled(tab);
    await settled(watcher);
    watcher.heard.length = 0;
    const watch = (userIds: readonly UserId[]) => {
      watcher.socket.emit("presence:watch", { userIds });
    };
    watch([admin.userId, guest.userId]);
    watch([admin.userId]);
    await settled(watcher);
    expect(presenceHeard(watcher, admin.userId)).toEqual(["active"]);
    expect(presenceHeard(watcher, guest.userId)).toEqual(["offline"]);
  });

  test("is of one workspace: another one's people don't learn of it", async () => {
    const { admin, stranger, workspaceId, elsewhere } = world;
    const watcher = await enter(stranger, elsewhere.workspaceId);
    const tab = await enter(admin, workspaceId);
    await settled(tab);
    await settled(watcher);
    expect(presenceHeard(watcher, admin.userId)).toEqual([]);
  });

  test("is shown in a conversation's list of members", async () => {
    const { owner, guest, outsider, workspaceId, privateChannel } = world;
    const tab = await enter(guest, workspaceId);
    tab.socket.emit("presence", { status: "away" });
    await settled(tab);
    const input = { conversationId: privateChannel, limit: 100 };
    const { members } = await owner.must("conversation:members", input, workspaceId);
    const statuses = new Map(members.map((one) => [one.userId, one.presence]));
    expect(statuses.get(guest.userId)).toBe("away");
    expect(statuses.has(outsider.userId)).toBe(false);
  });
});

describe("guests", () => {
  test("are told of the presence of those they meet, and of nobody else, even if they ask", async () => {
    const { workspaceId, member, owner } = world;
    const unmet = await server.signUp("Uma Unmet");
    await admitByLink(owner, { workspaceId, role: "member", actors: [unmet] });
    const guest = await enter(world.guest, workspaceId);
    await settled(guest);
    const [tab, friend] = [await enter(unmet, workspaceId), await enter(member, workspaceId)];
    await settled(tab, friend);
    guest.socket.emit("presence:watch", { userIds: [unmet.userId, member.userId] });
    await hearsPresence(guest, member.userId, "active");
    expect(presenceHeard(guest, unmet.userId)).toEqual([]);

    await createChannel(owner, workspaceId, { with: [world.guest.userId, unmet.userId] });
    tab.socket.emit("presence", { status: "away" });
    await hearsPresence(guest, unmet.userId, "away");
  });
});
