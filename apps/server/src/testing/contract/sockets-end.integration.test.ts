import { asId, type Refusal, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, buildWorld, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

async function refusalOf(connecting: Promise<SocketActor>): Promise<Refusal> {
  const refused = await connecting.then(
    () => null,
    (error: Error & { data?: Refusal }) => error.data ?? null,
  );
  if (!refused) throw new Error("The handshake was not refused with a reason");
  return refused;
}

/** A member who has not been in any other test. */
async function newcomer(role: "admin" | "member" = "member"): Promise<Actor> {
  const actor = await server.signUp(`Newcomer ${uuidv7().slice(-6)}`);
  await admitByLink(world.owner, { workspaceId: world.workspaceId, role, actors: [actor] });
  return actor;
}

/** Does what ends the sockets; within a second of its answer each must have been told why and closed. */
async function endedBy(sockets: SocketActor[], act: () => Promise<unknown>): Promise<Refusal[]> {
  await act();
  const start = performance.now();
  const refusals = await Promise.all(
    sockets.map(async (socket) => {
      const refusal = await socket.hears<Refusal>("session:ended");
      expect(await socket.ended).toBe("io server disconnect");
      return refusal;
    }),
  );
  expect(performance.now() - start).toBeLessThan(1_000);
  return refusals;
}

describe("a handshake is refused", () => {
  test("with the reason", async () => {
    const { anonymous, stranger, deactivated, member, guest, workspaceId } = world;
    const refusals = {
      nobody: await refusalOf(anonymous.connect(workspaceId)),
      stranger: await refusalOf(stranger.connect(workspaceId)),
      deactivated: await refusalOf(deactivated.connect(workspaceId)),
      old: await refusalOf(member.connect(workspaceId, { socket: { auth: { protocol: 0 } } })),
      odd: await refusalOf(member.connect(workspaceId, { socket: { auth: { protocol: "x" } } })),
      memberToAdmin: await refusalOf(member.connect(workspaceId, { suffix: "/admin" })),
      guestToAdmin: await refusalOf(guest.connect(workspaceId, { suffix: "/admin" })),
      strangerToAdmin: await refusalOf(stranger.connect(workspaceId, { suffix: "/admin" })),
    };
    const codes = Object.entries(refusals).map(([who, { code }]) => [who, code]);
    expect(Object.fromEntries(codes)).toEqual({
      nobody: "unauthenticated",
      stranger: "not_a_member",
      deactivated: "deactivated",
      old: "client_too_old",
      odd: "client_too_old",
      memberToAdmin: "forbidden",
      guestToAdmin: "forbidden",
      strangerToAdmin: "not_a_member",
    });
    for (const { message } of Object.values(refusals)) expect(message).toMatch(/\.$/);
  });

  test("alike for a workspace that is not mine and for one that does not exist", async () => {
    const { member, stranger, workspaceId } = world;
    const missing = asId<WorkspaceId>(uuidv7());
    const notMine = await refusalOf(stranger.connect(workspaceId));
    expect(notMine.code).toBe("not_a_member");
    for (const suffix of ["", "/admin"] as const) {
      expect(await refusalOf(member.connect(missing, { suffix }))).toEqual(notMine);
    }
    expect(await refusalOf(server.anonymous().connect(missing))).toEqual(
      await refusalOf(server.anonymous().connect(workspaceId)),
    );
  });

  test("for names that are no workspace's", async () => {
    const { member, workspaceId } = world;
    const connect = (id: string) => member.connect(asId<WorkspaceId>(id));
    for (const id of ["x", `${workspaceId}/owner`, `${workspaceId}/`, "..", "%2e"]) {
      await expect(connect(id)).rejects.toThrow("Invalid namespace");
    }
  });

  test("with a token that is none; with a session's token it needs no cookie", async () => {
    const { member, workspaceId } = world;
    const bare = { extraHeaders: {} };
    for (const token of ["not-a-token-of-this-server", "ключ", "a\r\nb: c", "\u0000", " "]) {
      const forged = { ...bare, auth: { token, protocol: 1 } };
      const refusal = await refusalOf(member.connect(workspaceId, { socket: forged }));
      expect([token, refusal.code]).toEqual([token, "unauthenticated"]);
    }
    const token = decodeURIComponent(member.cookie.split("session_token=")[1] ?? "").split(".")[0];
    const socket = await member.connect(workspaceId, {
      socket: { ...bare, auth: { token, protocol: 1 } },
    });
    expect((await socket.must("workspace:bootstrap", {})).me.userId).toBe(member.userId);
  });
});

describe("a right that ends, ends open sockets within a second", () => {
  test("a demoted admin's panel, not their chat", async () => {
    const { owner, workspaceId } = world;
    const admin = await newcomer("admin");
    const chat = await enter(admin, workspaceId);
    const panel = await admin.connect(workspaceId, { suffix: "/admin" });
    const demote = { userId: admin.userId, role: "member" as const };
    const ended = await endedBy([panel], () => owner.must("member:set-role", demote, workspaceId));
    expect(ended).toMatchObject([{ code: "forbidden" }]);
    expect((await chat.ask("workspace:bootstrap", {})).ok).toBe(true);
    expect(await chat.ask("admin:overview", {})).toMatchObject({ error: { code: "forbidden" } });
    expect(await refusalOf(admin.connect(workspaceId, { suffix: "/admin" }))).toMatchObject({
      code: "forbidden",
    });
  });

  test("a deactivated person's, everywhere in this workspace; nothing is heard afterwards", async () => {
    const { owner, workspaceId, general } = world;
    const person = await newcomer("admin");
    const sockets = [
      await enter(person, workspaceId),
      await enter(person, workspaceId),
      await person.connect(workspaceId, { suffix: "/admin" }),
    ];
    const ended = await endedBy(sockets, () =>
      owner.must("member:deactivate", { userId: person.userId }, workspaceId),
    );
    for (const refusal of ended) expect(refusal).toMatchObject({ code: "deactivated" });
    const late = await say(owner, workspaceId, { to: general });
    for (const { heard } of sockets) expect(JSON.stringify(heard)).not.toContain(late.id);
    expect(await refusalOf(person.connect(workspaceId))).toMatchObject({ code: "deactivated" });
    expect(await person.ask("workspace:bootstrap", {}, workspaceId)).toMatchObject({
      error: { code: "forbidden" },
    });

    await owner.must("member:reactivate", { userId: person.userId }, workspaceId);
    const back = await enter(person, workspaceId);
    const { conversations, me } = await back.must("workspace:bootstrap", {});
    expect(me.role).toBe("admin");
    expect(conversations.map(({ id }) => id)).toContain(general);
  });

  test("a person's who is signed out everywhere by an admin", async () => {
    const { owner, workspaceId } = world;
    const person = await newcomer();
    const socket = await enter(person, workspaceId);
    const ended = await endedBy([socket], async () => {
      const input = { userId: person.userId };
      expect(await owner.must("member:end-sessions", input, workspaceId)).toEqual({ ended: 1 });
    });
    expect(ended).toMatchObject([{ code: "unauthenticated" }]);
    expect(await person.ask("workspace:bootstrap", {}, workspaceId)).toMatchObject({
      error: { code: "unauthenticated" },
    });
  });

  test("those of one session that is revoked, not another's", async () => {
    const { workspaceId } = world;
    const person = await newcomer();
    const elsewhere = server.anonymous();
    await elsewhere.signIn(person.email);
    const kept = await enter(person, workspaceId);
    const lost = await enter(elsewhere, workspaceId);
    const { sessions } = await person.must("session:list", {}, workspaceId);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }) => !current);
    if (!other) throw new Error("There is no other session");
    const input = { sessionId: other.id };
    const ended = await endedBy([lost], () => person.must("session:revoke", input, workspaceId));
    expect(ended).toMatchObject([{ code: "unauthenticated" }]);
    expect((await kept.ask("session:list", {})).ok).toBe(true);
  });

  test("one's own by signing out", async () => {
    const { workspaceId } = world;
    const person = await newcomer();
    const socket = await enter(person, workspaceId);
    const ended = await endedBy([socket], async () => {
      expect((await person.post("/api/auth/sign-out", {})).status).toBe(200);
    });
    expect(ended).toMatchObject([{ code: "unauthenticated" }]);
  });
});

describe("the last owner", () => {
  test("X77: stays one, alone or when two demote each other at once", async () => {
    const host = await server.signUp("Hilde Host");
    const other = await server.signUp("Oskar Other");
    const { workspace } = await host.must("workspace:create", { name: "Duo", slug: "duo" });
    const { id } = workspace;
    const alone = { userId: host.userId, role: "admin" as const };
    expect(await host.ask("member:set-role", alone, id)).toMatchObject({
      error: { code: "conflict" },
    });
    expect((await host.ask("member:deactivate", { userId: host.userId }, id)).ok).toBe(false);
    await admitByLink(host, { workspaceId: id, role: "admin", actors: [other] });
    for (let round = 0; round < 5; round++) {
      await ensureOwners(id, [host, other]);
      await Promise.all([
        host.ask("member:set-role", { userId: other.userId, role: "member" }, id),
        other.ask("member:set-role", { userId: host.userId, role: "member" }, id),
      ]);
      const { members } = await host.must("member:list", { role: "owner" }, id);
      expect(members).toHaveLength(1);
    }
  });
});

/** Makes both of them owners, by whichever of them is one. */
async function ensureOwners(id: WorkspaceId, pair: [Actor, Actor]): Promise<void> {
  for (const by of pair) {
    for (const { userId } of pair) await by.ask("member:set-role", { userId, role: "owner" }, id);
  }
}

describe("the polling transport", () => {
  test("carries commands and changes as the websocket does, and upgrades", async () => {
    const { owner, member, workspaceId, privateChannel } = world;
    const socket = { transports: ["polling"], upgrade: false };
    const polling = await member.connect(workspaceId, { socket });
    expect(polling.socket.io.engine.transport.name).toBe("polling");
    await settled(polling);
    const sent = await say(owner, workspaceId, { to: privateChannel, text: "Slowly." });
    const room = `channel:${privateChannel}` as const;
    expect(await polling.hearsChange(room, "message", ({ id }) => id === sent.id)).toEqual(sent);
    expect((await polling.must("workspace:bootstrap", {})).me.userId).toBe(member.userId);

    const upgrading = await member.connect(workspaceId, {
      socket: { transports: ["polling", "websocket"] },
    });
    const { engine } = upgrading.socket.io;
    if (engine.transport.name !== "websocket") {
      await new Promise<void>((resolve) => engine.once("upgrade", () => resolve()));
    }
    expect((await upgrading.must("workspace:bootstrap", {})).me.userId).toBe(member.userId);
  });
});
