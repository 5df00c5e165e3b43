import type { UserId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cast, codeOf, openCast } from "../testing/cast.ts";
import type { Player } from "../testing/stage.ts";

let cast: Cast;
let names = 0;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());
beforeEach(() => cast.forget());

const nobody = () => uuidv7() as UserId;

/** Someone new with a name of their own, and nothing told of it. */
async function newcomer(role: Player["role"] = "member"): Promise<Player> {
  const player = await cast.admits(
    `Person ${"abcdefghijkmnpqrstuvwxyz"[names++ % 24]}${names}x`,
    role,
  );
  cast.forget();
  return player;
}

function roleOf({ userId }: Player) {
  return cast.context.database.member.findFirstOrThrow({
    where: { userId },
    select: { role: true, deactivatedAt: true },
  });
}

async function auditOf(userId: UserId) {
  const rows = await cast.context.database.auditEntry.findMany({
    where: { targetId: userId },
    orderBy: { id: "asc" },
  });
  return rows.map(({ action, actorId, details }) => ({ action, actorId, details }));
}

describe("setting a role", () => {
  it("tells the workspace and the audit log; the same again changes nothing", async () => {
    const person = await newcomer();
    const { userId } = person;
    const { member } = await cast.must(cast.owner, "member:set-role", { userId, role: "admin" });
    expect(member.role).toBe("admin");
    expect(cast.told("workspace")).toEqual([{ kind: "member", data: member }]);
    await cast.must(cast.owner, "member:set-role", { userId, role: "admin" });
    expect(cast.told("workspace")).toHaveLength(1);
    expect(await auditOf(userId)).toEqual([
      {
        action: "member.role-changed",
        actorId: cast.owner.userId,
        details: { from: "member", to: "admin" },
      },
    ]);
  });

  it("closes the admin panel of whoever loses it", async () => {
    const person = await newcomer("admin");
    const { userId } = person;
    await cast.must(cast.owner, "member:set-role", { userId, role: "member" });
    expect(cast.published.flatMap(({ endings }) => endings)).toMatchObject([
      { userId, workspaceId: cast.workspaceId, adminOnly: true, refusal: { code: "forbidden" } },
    ]);
    expect(codeOf(await cast.ask(person, "member:set-role", { userId, role: "admin" }))).toBe(
      "forbidden",
    );
  });

  it("leaves owners to owners, and everything to nobody below admin", async () => {
    const { admin, mia, ben, guest, owner } = cast;
    const byAdmin = (userId: UserId, role: Player["role"]) =>
      cast.ask(admin, "member:set-role", { userId, role });
    expect(codeOf(await byAdmin(owner.userId, "member"))).toBe("forbidden");
    expect(codeOf(await byAdmin(ben.userId, "owner"))).toBe("forbidden");
    expect(codeOf(await byAdmin(nobody(), "member"))).toBe("not_found");
    for (const player of [mia, guest]) {
      const { userId } = ben;
      expect(codeOf(await cast.ask(player, "member:set-role", { userId, role: "guest" }))).toBe(
        "forbidden",
      );
    }
    expect(await roleOf(ben)).toMatchObject({ role: "member" });
  });

  it("X77: keeps the last owner an owner", async () => {
    const { userId } = cast.owner;
    const answer = await cast.ask(cast.owner, "member:set-role", { userId, role: "member" });
    expect(codeOf(answer)).toBe("conflict");
    expect(await roleOf(cast.owner)).toMatchObject({ role: "owner" });
  });

  it("X77: two owners who demote each other at the same moment leave one", async () => {
    for (let round = 0; round < 5; round++) {
      const other = await newcomer();
      await cast.must(cast.owner, "member:set-role", { userId: other.userId, role: "owner" });
      const answers = await Promise.all([
        cast.ask(cast.owner, "member:set-role", { userId: other.userId, role: "admin" }),
        cast.ask(other, "member:set-role", { userId: cast.owner.userId, role: "admin" }),
      ]);
      expect(answers.map(codeOf).sort()).toEqual(["forbidden", "ok"]);
      const [winner, loser] = answers[0].ok ? [cast.owner, other] : [other, cast.owner];
      expect(await roleOf(winner)).toMatchObject({ role: "owner" });
      expect(await roleOf(loser)).toMatchObject({ role: "admin" });
      if (winner === other) {
        await cast.must(other, "member:set-role", { userId: cast.owner.userId, role: "owner" });
        await cast.must(cast.owner, "member:set-role", { userId: other.userId, role: "member" });
      }
    }
  });

  it("X77: two owners who resign or deactivate each other at once leave one", async () => {
    const other = await newcomer();
    await cast.must(cast.owner, "member:set-role", { userId: other.userId, role: "owner" });
    const answers = await Promise.all([
      cast.ask(cast.owner, "member:set-role", { userId: cast.owner.userId, role: "admin" }),
      cast.ask(other, "member:set-role", { userId: other.userId, role: "admin" }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(["conflict", "ok"]);
    const owners = await cast.context.database.member.count({
      where: { role: "owner", deactivatedAt: null },
    });
    expect(owners).toBe(1);
    if ((await roleOf(cast.owner)).role === "admin") {
      await cast.must(other, "member:set-role", { userId: cast.owner.userId, role: "owner" });
      await cast.must(cast.owner, "member:set-role", { userId: other.userId, role: "member" });
    }
  });

  it("brings whoever stops being a guest into general", async () => {
    const person = await newcomer("guest");
    const { channels } = await cast.must(person, "channel:browse", {});
    expect(channels).toEqual([]);
    const { userId } = person;
    await cast.must(cast.admin, "member:set-role", { userId, role: "member" });
    const joined = (await cast.must(person, "channel:browse", {})).channels.filter(
      (entry) => entry.joined,
    );
    expect(joined).toMatchObject([{ name: "general" }]);
    await cast.must(cast.admin, "member:set-role", { userId, role: "guest" });
    const own = await cast.must(person, "channel:browse", {});
    expect(own.channels).toMatchObject([{ name: "general" }]);
  });
});

describe("deactivating", () => {
  it("shuts a person out, closes their invitations, and keeps their seats for their return", async () => {
    const person = await newcomer();
    const { userId } = person;
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(person, "channel:join", { conversationId });
    const invite = await cast.context.database.invite.create({
      data: {
        id: uuidv7(),
        workspaceId: cast.workspaceId,
        tokenHash: uuidv7(),
        tokenHint: "hint",
        createdById: userId,
      },
    });
    cast.forget();
    const { member } = await cast.must(cast.admin, "member:deactivate", { userId });
    expect(member.deactivatedAt).not.toBeNull();
    expect(cast.told("workspace")).toEqual([{ kind: "member", data: member }]);
    expect(cast.published.flatMap(({ endings }) => endings)).toMatchObject([
      { userId, workspaceId: cast.workspaceId, refusal: { code: "deactivated" } },
    ]);
    const { revokedAt } = await cast.context.database.invite.findUniqueOrThrow({
      where: { id: invite.id },
    });
    expect(revokedAt).not.toBeNull();
    expect(codeOf(await cast.ask(person, "channel:browse", {}))).toBe("forbidden");
    cast.forget();
    await cast.must(cast.admin, "member:deactivate", { userId });
    expect(cast.told("workspace")).toEqual([]);

    const back = await cast.must(cast.admin, "member:reactivate", { userId });
    expect(back.member).toMatchObject({ deactivatedAt: null, role: "member" });
    const { channels } = await cast.must(person, "channel:browse", { limit: 100 });
    expect(channels.find(({ id }) => id === conversationId)?.joined).toBe(true);
    expect((await auditOf(userId)).map(({ action }) => action)).toEqual([
      "member.deactivated",
      "member.reactivated",
    ]);
  });

  it("refuses oneself, owners by admins, strangers, and everyone below admin", async () => {
    const { admin, owner, mia, ben } = cast;
    const by = async (player: Player, userId: UserId) => {
      const preview = await cast.ask(player, "member:deactivation-preview", { userId });
      const deed = await cast.ask(player, "member:deactivate", { userId });
      expect(codeOf(preview)).toBe(codeOf(deed));
      return codeOf(deed);
    };
    expect(await by(admin, admin.userId)).toBe("conflict");
    expect(await by(owner, owner.userId)).toBe("conflict");
    expect(await by(admin, owner.userId)).toBe("forbidden");
    expect(await by(admin, nobody())).toBe("not_found");
    expect(await by(mia, ben.userId)).toBe("forbidden");
    expect(await roleOf(ben)).toMatchObject({ deactivatedAt: null });
  });

  it("shows its effects first", async () => {
    const person = await newcomer();
    const { userId } = person;
    await cast.must(person, "channel:create", {
      name: "lonely",
      private: true,
    });
    const shared = await cast.must(person, "channel:create", { name: "shared", private: true });
    await cast.must(person, "channel:add-members", {
      conversationId: shared.conversation.id,
      userIds: [cast.mia.userId],
    });
    const { database } = cast.context;
    const soon = new Date(Date.now() + 60_000);
    const past = new Date(Date.now() - 60_000);
    await database.session.createMany({
      data: [soon, soon, past].map((expiresAt) => ({
        id: uuidv7(),
        token: uuidv7(),
        userId,
        expiresAt,
      })),
    });
    await database.invite.createMany({
      data: [{ revokedAt: null }, { revokedAt: past }].map((more) => ({
        id: uuidv7(),
        workspaceId: cast.workspaceId,
        tokenHash: uuidv7(),
        tokenHint: "hint",
        createdById: userId,
        ...more,
      })),
    });
    const preview = await cast.must(cast.admin, "member:deactivation-preview", { userId });
    expect(preview).toEqual({
      sessions: 3,
      channels: 4,
      openInvites: 1,
      lonelyChannels: ["a private channel"],
    });
  });

  it("gives a person whose name was taken meanwhile one beside it", async () => {
    const person = await newcomer();
    const { userId, name } = person;
    await cast.must(cast.admin, "member:deactivate", { userId });
    await cast.must(cast.ben, "member:update-profile", { displayName: name });
    const { member } = await cast.must(cast.admin, "member:reactivate", { userId });
    expect(member.displayName).toBe(`${name} 2`);
    await cast.must(cast.ben, "member:update-profile", { displayName: "Ben Other" });
  });

  it("refuses a new role for someone who is deactivated", async () => {
    const { userId } = await newcomer();
    await cast.must(cast.admin, "member:deactivate", { userId });
    const answer = await cast.ask(cast.admin, "member:set-role", { userId, role: "guest" });
    expect(codeOf(answer)).toBe("conflict");
  });
});

describe("ending sessions", () => {
  it("signs a person out everywhere and notes how many places that were", async () => {
    const { userId } = await newcomer();
    const expiresAt = new Date(Date.now() + 60_000);
    await cast.context.database.session.createMany({
      data: [1, 2].map(() => ({ id: uuidv7(), token: uuidv7(), userId, expiresAt })),
    });
    const { ended } = await cast.must(cast.admin, "member:end-sessions", { userId });
    expect(ended).toBe(3);
    expect(await cast.context.database.session.count({ where: { userId } })).toBe(0);
    expect(cast.published.flatMap(({ endings }) => endings)).toMatchObject([
      { userId, refusal: { code: "unauthenticated" } },
    ]);
    expect(await auditOf(userId)).toMatchObject([
      { action: "member.sessions-ended", details: { sessions: "3" } },
    ]);
    const { ended: none } = await cast.must(cast.admin, "member:end-sessions", { userId });
    expect(none).toBe(0);
  });

  it("is refused for owners by admins, and to everyone below admin", async () => {
    const { admin, mia, owner, ben } = cast;
    const by = (player: Player, userId: UserId) =>
      cast.ask(player, "member:end-sessions", { userId });
    expect(codeOf(await by(admin, owner.userId))).toBe("forbidden");
    expect(codeOf(await by(mia, ben.userId))).toBe("forbidden");
    expect(codeOf(await by(admin, nobody()))).toBe("not_found");
  });
});
