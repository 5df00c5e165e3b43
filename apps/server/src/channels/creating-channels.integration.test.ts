import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cast, codeOf, openCast } from "../testing/cast.ts";
import { createChannel } from "./create-channel.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());
beforeEach(() => cast.forget());

describe("creating a channel", () => {
  it("puts its creator in it and a public one into the directory", async () => {
    const { conversation } = await cast.must(cast.mia, "channel:create", {
      name: "  Launch Plan ",
      topic: "Ship it",
    });
    expect(conversation).toMatchObject({
      kind: "channel",
      name: "launch-plan",
      topic: "Ship it",
      private: false,
      memberCount: 1,
      createdById: cast.mia.userId,
      lastSeq: 1,
    });
    expect(cast.kinds(`channel:${conversation.id}`)).toEqual([
      "message",
      "participant",
      "conversation",
    ]);
    expect(cast.told("workspace")).toEqual([{ kind: "conversation", data: conversation }]);
    const mine = cast.told(`user:${cast.mia.userId}`);
    expect(mine.map(({ kind }) => kind)).toEqual(["participation", "conversation"]);
    expect(mine[0]?.data).toMatchObject({
      conversationId: conversation.id,
      lastReadSeq: 1,
      unreadCount: 0,
      leftAt: null,
    });
    expect(cast.published.flatMap(({ enters }) => enters)).toMatchObject([
      { room: { id: conversation.id }, userId: cast.mia.userId },
    ]);
  });

  it("tells nobody else of a private one", async () => {
    const { conversation } = await cast.must(cast.mia, "channel:create", {
      name: "payroll",
      private: true,
    });
    expect(cast.told("workspace")).toEqual([]);
    expect(conversation.private).toBe(true);
    const { channels } = await cast.must(cast.ben, "channel:browse", { query: "payroll" });
    expect(channels).toEqual([]);
  });

  it("refuses a taken name in the same words, hidden or not (X72)", async () => {
    await cast.must(cast.mia, "channel:create", { name: "taken-open" });
    await cast.must(cast.mia, "channel:create", { name: "taken-hidden", private: true });
    const open = await cast.ask(cast.ben, "channel:create", { name: "taken-open" });
    const hidden = await cast.ask(cast.ben, "channel:create", { name: "Taken Hidden" });
    expect(open).toMatchObject({ ok: false, error: { code: "conflict", field: "name" } });
    expect(hidden).toEqual(open);
  });

  it("lets only one of many have a name they all want at once", async () => {
    const answers = await Promise.all(
      [cast.mia, cast.ben, cast.admin, cast.owner].map((player) =>
        cast.ask(player, "channel:create", { name: "contested" }),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual(["conflict", "conflict", "conflict", "ok"]);
  });

  it.each([true, false])(
    "is not for whoever was shut out while it waited (private: %s)",
    async (hidden) => {
      const person = await cast.admits("Gina Gone");
      await cast.must(cast.admin, "member:deactivate", { userId: person.userId });
      const late = createChannel(cast.context, person, {
        name: "late",
        private: hidden,
        topic: "",
      });
      await expect(late).rejects.toMatchObject({ view: { code: "forbidden" } });
    },
  );

  it("follows the workspace's policy, and guests never create", async () => {
    await cast.context.database.workspace.update({
      where: { id: cast.workspaceId },
      data: { createChannels: "admins" },
    });
    expect(codeOf(await cast.ask(cast.mia, "channel:create", { name: "no-1" }))).toBe("forbidden");
    expect(codeOf(await cast.ask(cast.admin, "channel:create", { name: "yes-1" }))).toBe("ok");
    await cast.context.database.workspace.update({
      where: { id: cast.workspaceId },
      data: { createChannels: "members" },
    });
    expect(codeOf(await cast.ask(cast.guest, "channel:create", { name: "no-2" }))).toBe(
      "forbidden",
    );
  });

  it.each(["", "  ", "-dash", "a b!", "<script>", "a".repeat(81)])(
    "refuses the name %j",
    async (name) => {
      const answer = await cast.ask(cast.mia, "channel:create", { name });
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid", field: "name" } });
    },
  );

  it("notes it in the audit log, a private one without its name", async () => {
    const open = await cast.channelOfMia();
    const hidden = await cast.channelOfMia({ private: true });
    const entries = await cast.context.database.auditEntry.findMany({
      where: { targetId: { in: [open.id, hidden.id] } },
      orderBy: { id: "asc" },
    });
    expect(entries).toMatchObject([
      { action: "channel.created", actorId: cast.mia.userId, targetName: `#${open.name}` },
      { action: "channel.created", actorId: cast.mia.userId, targetName: "a private channel" },
    ]);
  });
});

describe("browsing", () => {
  it("gives every channel once, by name, over pages", async () => {
    for (let i = 0; i < 5; i++) await cast.channelOfMia();
    const all = await cast.must(cast.mia, "channel:browse", { limit: 100 });
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof nextPage>> = await nextPage(cursor);
      paged.push(...page.channels.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all.channels.map(({ id }) => id));
    expect(new Set(paged).size).toBe(paged.length);
    expect(all.nextCursor).toBeNull();
    function nextPage(from: string | null) {
      return cast.must(cast.mia, "channel:browse", { limit: 2, ...(from ? { cursor: from } : {}) });
    }
  });

  it.each(["%", "_", "\\", "' OR 1=1"])("takes %j literally", async (query) => {
    const { channels } = await cast.must(cast.mia, "channel:browse", { query });
    expect(channels).toEqual([]);
  });

  it("finds by name or topic whatever the case, and says whether I am in", async () => {
    await cast.must(cast.mia, "channel:create", { name: "zebra-crossing", topic: "Stripes" });
    for (const query of ["ZEBRA", "#zebra", "stripes"]) {
      const { channels } = await cast.must(cast.ben, "channel:browse", { query });
      expect(channels).toMatchObject([{ name: "zebra-crossing", joined: false, memberCount: 1 }]);
    }
  });

  it("shows guests only their own", async () => {
    const { id } = await cast.channelOfMia();
    const before = await cast.must(cast.guest, "channel:browse", { limit: 100 });
    expect(before.channels.map((entry) => entry.id)).not.toContain(id);
    await cast.must(cast.mia, "channel:add-members", {
      conversationId: id,
      userIds: [cast.guest.userId],
    });
    const after = await cast.must(cast.guest, "channel:browse", { limit: 100 });
    expect(after.channels.filter((entry) => entry.id === id)).toMatchObject([{ joined: true }]);
    expect(after.channels.every(({ joined }) => joined)).toBe(true);
  });

  it.each(["x", "eyJuYW1lIjoxfQ", "e30", "'; --"])("refuses the cursor %j", async (cursor) => {
    const answer = await cast.ask(cast.mia, "channel:browse", { cursor });
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid", field: "cursor" } });
  });
});
