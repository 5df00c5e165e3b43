import type { ConversationId, Refusal, WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REVIEW_EVERY_MS } from "../../realtime/standing-review.ts";
import type { Actor } from "../actor.ts";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, createChannel, newMessageId, say } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let owner: Actor;
let workspaceId: WorkspaceId;
let general: ConversationId;

async function open(reviewEveryMs: number): Promise<void> {
  server = await startServer({}, { reviewEveryMs });
  owner = await server.signUp("Olga Owner");
  const { workspace } = await owner.must("workspace:create", { name: "Acme", slug: "acme" });
  workspaceId = workspace.id;
  const { conversations } = await owner.must("workspace:bootstrap", {}, workspaceId);
  const everyones = conversations.find((conversation) => conversation.general);
  if (!everyones) throw new Error("There is no channel for everyone");
  general = everyones.id;
}

/** A right that is taken away in the database alone: no commit of this server tells its sockets. */
const behindItsBack = {
  signOut: ({ userId }: Actor) => database().session.deleteMany({ where: { userId } }),
  expire: ({ userId }: Actor) =>
    database().session.updateMany({ where: { userId }, data: { expiresAt: new Date(0) } }),
  deactivate: ({ userId }: Actor) => change(userId, { deactivatedAt: new Date() }),
  makeMember: ({ userId }: Actor) => change(userId, { role: "member" }),
  makeGuest: ({ userId }: Actor) => change(userId, { role: "guest" }),
} as const;

function database() {
  return server.app.context.database;
}

function change(userId: string, data: { role?: "member" | "guest"; deactivatedAt?: Date }) {
  return database().member.updateMany({
    where: { userId, workspaceId },
    data,
  });
}

async function newcomer(role: "admin" | "member" = "member"): Promise<Actor> {
  const actor = await server.signUp(`Newcomer ${uuidv7().slice(-6)}`);
  await admitByLink(owner, { workspaceId, role, actors: [actor] });
  return actor;
}

async function endingOf(socket: SocketActor): Promise<Refusal> {
  const refusal = await socket.hears<Refusal>("session:ended");
  expect(await socket.ended).toBe("io server disconnect");
  return refusal;
}

describe("G44: without any word of it, a right that was lost ends the open sockets", () => {
  beforeAll(() => open(100));
  afterAll(() => server.close());

  test.each([
    ["a session that is gone", "signOut", "unauthenticated"],
    ["a session that is over", "expire", "unauthenticated"],
    ["a member who was deactivated", "deactivate", "deactivated"],
  ] as const)("%s", async (_, take, code) => {
    const [person, bystander] = [await newcomer("admin"), await newcomer()];
    const sockets = [
      await enter(person, workspaceId),
      await person.connect(workspaceId, { suffix: "/admin" }),
    ];
    const other = await enter(bystander, workspaceId);
    await behindItsBack[take](person);
    for (const socket of sockets) expect(await endingOf(socket)).toMatchObject({ code });
    const late = await say(owner, workspaceId, { to: general });
    await other.hearsChange(`channel:${general}`, "message", ({ id }) => id === late.id);
    for (const { heard } of sockets) expect(JSON.stringify(heard)).not.toContain(late.id);
  });

  test("within ten seconds, the time of a look included", () => {
    expect(REVIEW_EVERY_MS).toBeLessThan(9_000);
  });

  test("G45: an admin who is one no longer loses the panel, not the chat", async () => {
    const admin = await newcomer("admin");
    const chat = await enter(admin, workspaceId);
    const panel = await admin.connect(workspaceId, { suffix: "/admin" });
    await behindItsBack.makeMember(admin);
    expect(await chat.ask("admin:overview", {})).toMatchObject({ error: { code: "forbidden" } });
    expect(await endingOf(panel)).toMatchObject({ code: "forbidden" });
    expect((await chat.ask("session:list", {})).ok).toBe(true);
  });

  test("a member who came to be a guest hears of no channel any more, and again as a member", async () => {
    const person = await newcomer();
    const [socket, witness] = [await enter(person, workspaceId), await enter(owner, workspaceId)];
    await settled(socket);
    const hears = async () => {
      const { id } = await createChannel(owner, workspaceId, {});
      await witness.hearsChange("workspace", "conversation", (one) => one.id === id);
      await settled(socket);
      return JSON.stringify(socket.changesOf("workspace")).includes(id);
    };
    await behindItsBack.makeGuest(person);
    await expect.poll(hears, { timeout: 10_000 }).toBe(false);
    await behindItsBack.makeMember(person);
    await expect.poll(hears, { timeout: 10_000 }).toBe(true);
  });
});

describe("X25: before anybody looks, a right that was lost opens nothing", () => {
  beforeAll(() => open(3_600_000));
  afterAll(() => server.close());

  test.each([
    ["signOut", "unauthenticated", "unauthenticated"],
    ["deactivate", "forbidden", "deactivated"],
  ] as const)("%s", async (take, code, reason) => {
    const person = await newcomer();
    const reading = await enter(person, workspaceId);
    const sending = await enter(person, workspaceId);
    await behindItsBack[take](person);
    const message = { id: newMessageId(), conversationId: general, text: "Still here?" };

    const overHttp = await person.ask("message:list", { conversationId: general }, workspaceId);
    expect(overHttp).toMatchObject({ ok: false, error: { code } });
    const read = await reading.ask("message:list", { conversationId: general });
    expect(read).toMatchObject({ ok: false, error: { code } });
    expect(await endingOf(reading)).toMatchObject({ code: reason });
    expect((await sending.ask("message:send", message)).ok).toBe(false);
    expect(await endingOf(sending)).toMatchObject({ code: reason });
    await expect(person.connect(workspaceId)).rejects.toMatchObject({ data: { code: reason } });
  });
});
