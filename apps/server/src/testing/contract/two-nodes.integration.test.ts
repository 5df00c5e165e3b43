import type { MessageView, PresenceSignal, RoomName, TypingSignal } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { type Cluster, startCluster } from "../cluster.ts";
import { buildWorld, createChannel, newMessageId, say, type World } from "../world.ts";

/** Nothing here takes long, except on a machine that is busy with other things. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cluster: Cluster;
let world: World;
/** The member, at the other node. */
let memberAtB: Actor;

beforeAll(async () => {
  cluster = await startCluster();
  world = await buildWorld(cluster.a);
  memberAtB = cluster.at(cluster.b, world.member);
});
afterAll(() => cluster?.close());

async function newChannel(): Promise<{ id: MessageView["conversationId"]; room: RoomName }> {
  const { owner, member, workspaceId } = world;
  const name = `crossing-${uuidv7()}`.slice(0, 40);
  const { id } = await createChannel(owner, workspaceId, { name, with: [member.userId] });
  return { id, room: `channel:${id}` };
}

describe("what happens at one node is heard at the other", () => {
  test("messages, edits and reactions", async () => {
    const { owner, workspaceId } = world;
    const { id: conversationId, room } = await newChannel();
    const heard = await memberAtB.connect(workspaceId);
    await heard.must("sync", await fresh(memberAtB));
    const id = newMessageId();
    await owner.must("message:send", { id, conversationId, text: "From A." }, workspaceId);
    await heard.hearsChange(room, "message", (message) => message.text === "From A.");
    await owner.must("message:edit", { id, text: "From A, better." }, workspaceId);
    await heard.hearsChange(room, "message", (message) => message.text === "From A, better.");
    const answer = newMessageId();
    await heard.must("message:send", { id: answer, conversationId, text: "From B." });
    const ownersLine = await owner.connect(workspaceId);
    await ownersLine.must("message:edit", { id, text: "Seen." });
    await heard.hearsChange(room, "message", (message) => message.text === "Seen.");
    const ticks = heard.changesOf(room).map(({ from, to }) => [from, to]);
    for (const [index, [from]] of ticks.entries()) {
      if (index > 0) expect(from).toBe(ticks[index - 1]?.[1]);
    }
    heard.socket.disconnect();
  });

  test("typing and presence, and who is online is the same everywhere", async () => {
    const { owner, workspaceId } = world;
    const { id: conversationId } = await newChannel();
    const atA = await owner.connect(workspaceId);
    const atB = await memberAtB.connect(workspaceId);
    await Promise.all([
      atA.must("sync", await fresh(owner)),
      atB.must("sync", await fresh(memberAtB)),
    ]);
    atB.socket.emit("typing", { conversationId });
    const typing = await atA.hears<TypingSignal>("typing");
    expect(typing).toEqual({ conversationId, userId: memberAtB.userId });
    atB.socket.emit("presence", { status: "away" });
    await atA.hears<PresenceSignal>(
      "presence",
      ({ userId, status }) => userId === memberAtB.userId && status === "away",
    );
    const online = (node: Actor) => async () => {
      const { members } = await node.must("conversation:members", { conversationId }, workspaceId);
      return members.find(({ userId }) => userId === memberAtB.userId)?.presence;
    };
    await expect.poll(online(owner), PATIENCE).toBe("away");
    await expect.poll(online(cluster.at(cluster.b, owner)), PATIENCE).toBe("away");
    atB.socket.disconnect();
    await atA.hears<PresenceSignal>(
      "presence",
      ({ userId, status }) => userId === memberAtB.userId && status === "offline",
    );
  });

  test("whoever is added at one node hears the channel at the other, and whoever is removed no more", async () => {
    const { owner, outsider, workspaceId } = world;
    const { id: conversationId, room } = await newChannel();
    const outsiderAtB = await cluster.at(cluster.b, outsider).connect(workspaceId);
    await outsiderAtB.must("sync", await fresh(cluster.at(cluster.b, outsider)));
    await owner.must(
      "channel:add-members",
      { conversationId, userIds: [outsider.userId] },
      workspaceId,
    );
    await say(owner, workspaceId, { to: conversationId, text: "Welcome." });
    await outsiderAtB.hearsChange(room, "message", ({ text }) => text === "Welcome.");
    await owner.must(
      "channel:remove-member",
      { conversationId, userId: outsider.userId },
      workspaceId,
    );
    await say(owner, workspaceId, { to: conversationId, text: "Without you." });
    const own = await say(owner, workspaceId, { to: world.general, text: "Marker." });
    await outsiderAtB.hearsChange(`channel:${world.general}`, "message", ({ id }) => id === own.id);
    expect(JSON.stringify(outsiderAtB.heard)).not.toContain("Without you.");
  });

  test("G44: a session that is revoked at one node ends at the other", async () => {
    const { admin, workspaceId } = world;
    const other = cluster.at(cluster.b, cluster.a.anonymous());
    await other.signIn(admin.email);
    const socket = await other.connect(workspaceId);
    const { sessions } = await other.must("session:list", {}, workspaceId);
    for (const { id: sessionId, current } of sessions) {
      if (current) await admin.must("session:revoke", { sessionId }, workspaceId);
    }
    expect(await socket.hears("session:ended")).toMatchObject({ code: "unauthenticated" });
    await socket.ended;
  });

  test("a role that changes at one node moves the person at the other", async () => {
    const { owner, outsider, workspaceId } = world;
    const person = cluster.at(cluster.b, outsider);
    const heard = await person.connect(workspaceId);
    await heard.must("sync", await fresh(person));
    await owner.must("member:set-role", { userId: outsider.userId, role: "guest" }, workspaceId);
    await heard.hearsChange("workspace", "member", ({ role }) => role === "guest");
    const { id } = await createChannel(owner, workspaceId, {
      name: `hidden-${uuidv7()}`.slice(0, 40),
      with: [],
    });
    await owner.must("member:set-role", { userId: outsider.userId, role: "member" }, workspaceId);
    await owner.must("workspace:update", { name: "Acme again" }, workspaceId);
    await heard.hearsChange("workspace", "workspace", ({ name }) => name === "Acme again");
    expect(JSON.stringify(heard.heard)).not.toContain(id);
  });
});

const PATIENCE = { timeout: 15_000 };

async function fresh(actor: Actor) {
  const { epoch, clocks } = await actor.must("workspace:bootstrap", {}, world.workspaceId);
  return { epoch, clocks };
}
