import { limits, type UserId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../database/transaction.ts";
import { type Cast, codeOf, openCast } from "../testing/cast.ts";
import { enterWorkspace } from "./enter-workspace.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());
beforeEach(() => cast.forget());

describe("coming into a workspace", () => {
  it("seats a member in general and random, and tells everyone", async () => {
    const person = await cast.admits("Nina New");
    const members = cast.told("workspace");
    expect(members).toMatchObject([
      { kind: "member", data: { userId: person.userId, displayName: "Nina New", role: "member" } },
    ]);
    const { channels } = await cast.must(person, "channel:browse", {});
    expect(channels.filter(({ joined }) => joined).map(({ name }) => name)).toEqual([
      "general",
      "random",
    ]);
    const own = cast.told(`user:${person.userId}`).map(({ kind }) => kind);
    expect(own.filter((kind) => kind === "participation")).toHaveLength(2);
    const [general] = channels;
    expect(cast.told(`channel:${general?.id}`).map(({ kind }) => kind)).toEqual([
      "message",
      "participant",
      "conversation",
    ]);
  });

  it("seats a guest only where they are invited, and nobody in what is archived", async () => {
    const open = await cast.channelOfMia();
    const closed = await cast.channelOfMia();
    await cast.must(cast.mia, "channel:archive", { conversationId: closed.id });
    const guest = await cast.admits("Gina Guest", "guest", [open.id, closed.id]);
    const { channels } = await cast.must(guest, "channel:browse", {});
    expect(channels.map(({ id }) => id)).toEqual([open.id]);
  });

  it("changes nothing for someone who is in, and keeps out who was deactivated", async () => {
    const { ben, context, workspaceId } = cast;
    const enter = () =>
      inTransaction(context, (tx) =>
        enterWorkspace(tx, {
          account: ben,
          workspace: { id: workspaceId },
          role: "admin",
          channelIds: [],
        }),
      );
    expect(await enter()).toMatchObject({ isNew: false, member: { role: "member" } });
    expect(cast.published.flatMap(({ rooms }) => [...rooms])).toEqual([]);
    await cast.must(cast.owner, "member:deactivate", { userId: ben.userId });
    await expect(enter()).rejects.toMatchObject({ view: { code: "forbidden" } });
    await cast.must(cast.owner, "member:reactivate", { userId: ben.userId });
  });

  it("makes one member of an account that comes in many times at once", async () => {
    const userId = uuidv7() as UserId;
    const { context, workspaceId } = cast;
    await context.database.user.create({
      data: { id: userId, name: "Rae Race", email: "rae@example.com" },
    });
    const account = { userId, name: "Rae Race" };
    const admitted = await Promise.all(
      Array.from({ length: 6 }, () =>
        inTransaction(context, (tx) =>
          enterWorkspace(tx, {
            account,
            workspace: { id: workspaceId },
            role: "member",
            channelIds: [],
          }),
        ),
      ),
    );
    expect(admitted.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await context.database.member.count({ where: { userId } })).toBe(1);
  });

  it("numbers people of one name, also when they come at the same moment", async () => {
    const people = await Promise.all(
      ["Alex Kim", "Alex Kim", "ALEX  KIM"].map((n) => cast.admits(n)),
    );
    const { members } = await cast.must(cast.mia, "member:get", {
      userIds: people.map(({ userId }) => userId),
    });
    const shown = members.map(({ displayName }) => displayName.toLowerCase().replace(/\s+/g, " "));
    expect(shown.sort()).toEqual(["alex kim", "alex kim 2", "alex kim 3"]);
  });
});

describe("my profile", () => {
  it("changes what is given, and tells the workspace", async () => {
    const { member } = await cast.must(cast.mia, "member:update-profile", {
      title: "  Head of   Things ",
      status: { emoji: "🌴", text: "Away" },
    });
    expect(member).toMatchObject({
      displayName: "Mia Member",
      title: "Head of Things",
      status: { emoji: "🌴", text: "Away" },
    });
    expect(cast.told("workspace")).toEqual([{ kind: "member", data: member }]);
    cast.forget();
    await cast.must(cast.mia, "member:update-profile", { title: "Head of Things" });
    expect(cast.told("workspace")).toEqual([]);
    const cleared = await cast.must(cast.mia, "member:update-profile", { status: null });
    expect(cleared.member.status).toBeNull();
  });

  it.each([
    "Ben Other",
    "ben other",
    "  Ben   Other ",
    "Bеn Other",
    "Ben\u200b Other",
    "\u202eBen Other",
    "Ben Оther",
    "Bén Other",
  ])("X54: refuses %j, which looks like Ben Other", async (displayName) => {
    const answer = await cast.ask(cast.mia, "member:update-profile", { displayName });
    expect(answer).toMatchObject({ ok: false, error: { code: "conflict", field: "displayName" } });
  });

  it("X54: stores a name without characters that hide or turn text", async () => {
    const { member } = await cast.must(cast.mia, "member:update-profile", {
      displayName: "Mi\u200ba \u202eM\u2066ember",
    });
    expect(member.displayName).toBe("Mia Member");
  });

  it.each([
    { displayName: "" },
    { displayName: "\u200b" },
    { displayName: "x".repeat(81) },
    { title: "x".repeat(81) },
    { status: { emoji: "hello", text: "" } },
    { status: { emoji: "\u202e", text: "" } },
  ])("refuses %j", async (input) => {
    expect(codeOf(await cast.ask(cast.mia, "member:update-profile", input))).toBe("invalid");
  });

  it("gives a name that two want at once to one of them", async () => {
    const [one, two] = [await cast.admits("Quin One"), await cast.admits("Rory Two")];
    const answers = await Promise.all(
      [one, two].map((player) =>
        cast.ask(player, "member:update-profile", { displayName: "The Boss" }),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual(["conflict", "ok"]);
  });
});

describe("finding people", () => {
  it("lists everyone once, by name, over pages", async () => {
    await cast.admits("😀".repeat(limits.personName));
    const all = await cast.must(cast.mia, "member:list", { limit: 100 });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page: typeof all = await cast.must(cast.mia, "member:list", {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...page.members.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.members.map(({ userId }) => userId));
    expect(paged.length).toBeGreaterThanOrEqual(5);
  });

  it("sorts names as a reader does, whatever the case and the accents", async () => {
    for (const name of ["sort zed", "Sort Émile", "SORT adam", "Sort Eva"]) await cast.admits(name);
    const { members } = await cast.must(cast.mia, "member:list", { query: "sort " });
    expect(members.map(({ displayName }) => displayName)).toEqual([
      "SORT adam",
      "Sort Émile",
      "Sort Eva",
      "sort zed",
    ]);
  });

  it("finds by name or title whatever the case, by role, and the deactivated apart", async () => {
    const person = await cast.admits("Zoë Finder");
    await cast.must(person, "member:update-profile", { title: "Treasurer" });
    const { userId } = person;
    for (const input of [{ query: "FINDER" }, { query: "@zoë" }, { query: "treas" }]) {
      const { members } = await cast.must(cast.ben, "member:list", input);
      expect(members.map((member) => member.userId)).toEqual([userId]);
    }
    const admins = await cast.must(cast.ben, "member:list", { role: "admin" });
    expect(admins.members.map((member) => member.userId)).toEqual([cast.admin.userId]);
    await cast.must(cast.owner, "member:deactivate", { userId });
    const active = await cast.must(cast.ben, "member:list", { query: "finder" });
    expect(active.members).toEqual([]);
    const gone = await cast.must(cast.ben, "member:list", { query: "finder", deactivated: true });
    expect(gone.members.map((member) => member.userId)).toEqual([userId]);
  });

  it.each(["%", "_", "\\"])("takes %j literally", async (query) => {
    const { members } = await cast.must(cast.mia, "member:list", { query });
    expect(members).toEqual([]);
  });

  it("names people by their ids and leaves out who is nobody here", async () => {
    const { members } = await cast.must(cast.mia, "member:get", {
      userIds: [cast.ben.userId, uuidv7() as UserId, cast.ben.userId],
    });
    expect(members.map(({ userId }) => userId)).toEqual([cast.ben.userId]);
  });

  it("shows guests whom they meet, and by id also whom they met", async () => {
    const guest = await cast.admits("Hanna Guest", "guest");
    const listed = async () =>
      (await cast.must(guest, "member:list", { limit: 100 })).members.map(({ userId }) => userId);
    expect(await listed()).toEqual([guest.userId]);
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId });
    await cast.must(cast.mia, "channel:add-members", { conversationId, userIds: [guest.userId] });
    expect((await listed()).sort()).toEqual(
      [guest.userId, cast.mia.userId, cast.ben.userId].sort(),
    );
    await cast.must(cast.ben, "channel:leave", { conversationId });
    expect(await listed()).not.toContain(cast.ben.userId);
    const { members } = await cast.must(guest, "member:get", {
      userIds: [cast.ben.userId, cast.admin.userId],
    });
    expect(members.map(({ userId }) => userId)).toEqual([cast.ben.userId]);
  });
});

describe("who is in a conversation", () => {
  it("says who is online, by name and over pages, to whoever can see it", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId });
    cast.presence.set(cast.ben.userId, "active");
    const first = await cast.must(cast.admin, "conversation:members", { conversationId, limit: 1 });
    expect(first.members).toMatchObject([{ userId: cast.ben.userId, presence: "active" }]);
    const rest = await cast.must(cast.admin, "conversation:members", {
      conversationId,
      cursor: first.nextCursor ?? "",
    });
    expect(rest).toMatchObject({
      members: [{ userId: cast.mia.userId, presence: "offline" }],
      nextCursor: null,
    });
    const found = await cast.must(cast.admin, "conversation:members", {
      conversationId,
      query: "mia",
    });
    expect(found.members.map(({ userId }) => userId)).toEqual([cast.mia.userId]);
    await cast.must(cast.ben, "channel:leave", { conversationId });
    const after = await cast.must(cast.admin, "conversation:members", { conversationId });
    expect(after.members.map(({ userId }) => userId)).toEqual([cast.mia.userId]);
  });

  it("answers the same for a hidden and a missing conversation (X73)", async () => {
    const hidden = await cast.channelOfMia({ private: true });
    const answers = [
      await cast.ask(cast.admin, "conversation:members", { conversationId: hidden.id }),
      await cast.ask(cast.admin, "conversation:members", { conversationId: uuidv7() as never }),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers.map(codeOf)).toEqual(["not_found", "not_found"]);
    const open = await cast.channelOfMia();
    const byGuest = await cast.ask(cast.guest, "conversation:members", { conversationId: open.id });
    expect(codeOf(byGuest)).toBe("not_found");
  });

  it.each(["x", "e30", "bnVsbA"])("refuses the cursor %j", async (cursor) => {
    const { id: conversationId } = await cast.channelOfMia();
    const answers = [
      await cast.ask(cast.mia, "conversation:members", { conversationId, cursor }),
      await cast.ask(cast.mia, "member:list", { cursor }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid", field: "cursor" } });
    }
  });
});
