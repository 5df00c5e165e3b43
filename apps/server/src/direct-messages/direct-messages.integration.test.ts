import type { UserId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cast, codeOf, openCast } from "../testing/cast.ts";
import type { Player } from "../testing/stage.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());
beforeEach(() => cast.forget());

describe("opening a direct message", () => {
  it("is the same conversation whoever of its people opens it, and how often", async () => {
    const { admin, mia, ben } = cast;
    const first = await cast.must(mia, "dm:open", { userIds: [ben.userId, admin.userId] });
    expect(first.conversation).toMatchObject({
      kind: "dm",
      name: null,
      memberCount: 3,
      lastSeq: 0,
    });
    expect([...first.conversation.participantIds].sort()).toEqual(
      [admin.userId, ben.userId, mia.userId].sort(),
    );
    cast.forget();
    const again = [
      await cast.must(ben, "dm:open", { userIds: [mia.userId, admin.userId, mia.userId] }),
      await cast.must(admin, "dm:open", { userIds: [mia.userId, ben.userId, admin.userId] }),
    ];
    expect(again).toEqual([first, first]);
    expect(cast.published.flatMap(({ rooms }) => [...rooms])).toEqual([]);
  });

  it("tells each of its people, and puts their sockets into the room", async () => {
    const pia = await cast.admits("Pia Pair");
    cast.forget();
    const { conversation } = await cast.must(cast.mia, "dm:open", { userIds: [pia.userId] });
    for (const { userId } of [cast.mia, pia]) {
      expect(cast.told(`user:${userId}`)).toEqual([
        { kind: "participation", data: expect.objectContaining({ leftAt: null, unreadCount: 0 }) },
        { kind: "conversation", data: conversation },
      ]);
    }
    expect(cast.told("workspace")).toEqual([]);
    const entered = cast.published.flatMap(({ enters }) => enters.map(({ userId }) => userId));
    expect(entered.sort()).toEqual([cast.mia.userId, pia.userId].sort());
  });

  it("opens my own notes with my id alone", async () => {
    const { ben } = cast;
    const { conversation } = await cast.must(ben, "dm:open", { userIds: [ben.userId] });
    expect(conversation).toMatchObject({ memberCount: 1, participantIds: [ben.userId] });
    const again = await cast.must(ben, "dm:open", { userIds: [ben.userId] });
    expect(again.conversation.id).toBe(conversation.id);
  });

  it("is one conversation when all of its people open it at once", async () => {
    const people = [await cast.admits("Uma One"), await cast.admits("Vic Two")];
    const userIds = people.map(({ userId }) => userId);
    const answers = await Promise.all(
      [...people, ...people, ...people].map((player) => cast.must(player, "dm:open", { userIds })),
    );
    expect(new Set(answers.map(({ conversation }) => conversation.id)).size).toBe(1);
    const rows = await cast.context.database.conversation.findMany({
      where: { dmKey: userIds.sort().join(",") },
      include: { participants: true },
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.participants).toHaveLength(2);
    expect(rows[0]?.memberCount).toBe(2);
  });

  it("takes up to eight others and refuses a ninth", async () => {
    const others: Player[] = [];
    for (let i = 0; i < 9; i++) others.push(await cast.admits(`Crowd ${"abcdefghk"[i]}`));
    const userIds = others.map(({ userId }) => userId);
    expect(codeOf(await cast.ask(cast.mia, "dm:open", { userIds: userIds.slice(0, 8) }))).toBe(
      "ok",
    );
    expect(await cast.ask(cast.mia, "dm:open", { userIds })).toMatchObject({
      ok: false,
      error: { code: "invalid", field: "userIds" },
    });
    expect(codeOf(await cast.ask(cast.mia, "dm:open", { userIds: [] }))).toBe("invalid");
  });

  it("answers the same for somebody who does not exist, is elsewhere or was deactivated", async () => {
    const gone = await cast.admits("Gone Girl");
    await cast.must(cast.owner, "member:deactivate", { userId: gone.userId });
    const userId = uuidv7() as UserId;
    await cast.context.database.user.create({
      data: { id: userId, name: "Elsewhere", email: "elsewhere@example.com" },
    });
    const answers = [
      await cast.ask(cast.mia, "dm:open", { userIds: [gone.userId] }),
      await cast.ask(cast.mia, "dm:open", { userIds: [userId] }),
      await cast.ask(cast.mia, "dm:open", { userIds: [uuidv7() as UserId, cast.ben.userId] }),
    ];
    expect(answers.map(codeOf)).toEqual(["not_found", "not_found", "not_found"]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it("stays open with somebody who was deactivated afterwards", async () => {
    const leaver = await cast.admits("Lea Leaver");
    const userIds = [leaver.userId];
    const { conversation } = await cast.must(cast.mia, "dm:open", { userIds });
    await cast.must(cast.owner, "member:deactivate", { userId: leaver.userId });
    const again = await cast.must(cast.mia, "dm:open", { userIds });
    expect(again.conversation.id).toBe(conversation.id);
  });

  it("lets guests reach only those they share a conversation with", async () => {
    const { guest, mia, ben } = cast;
    expect(codeOf(await cast.ask(guest, "dm:open", { userIds: [mia.userId] }))).toBe("not_found");
    const { id } = await cast.channelOfMia({ private: true });
    await cast.must(mia, "channel:add-members", { conversationId: id, userIds: [guest.userId] });
    expect(codeOf(await cast.ask(guest, "dm:open", { userIds: [mia.userId] }))).toBe("ok");
    expect(codeOf(await cast.ask(guest, "dm:open", { userIds: [ben.userId] }))).toBe("not_found");
    expect(codeOf(await cast.ask(guest, "dm:open", { userIds: [guest.userId] }))).toBe("ok");
  });

  it.each([{ userIds: "x" }, { userIds: [{ not: null }] }, { userIds: ["no-uuid"] }, {}])(
    "refuses the input %j (X80)",
    async (input) => {
      const answer = await cast.ask(cast.mia, "dm:open", input as { userIds: UserId[] });
      expect(codeOf(answer)).toBe("invalid");
    },
  );
});

describe("what is said in it", () => {
  it("is unread for the others, and outsiders cannot tell that it exists", async () => {
    const { mia, ben, admin } = cast;
    const { conversation } = await cast.must(mia, "dm:open", { userIds: [ben.userId] });
    const conversationId = conversation.id;
    await cast.must(mia, "message:send", { id: uuidv7(), conversationId, text: "Psst" });
    const { participation } = await cast.must(ben, "read:mark", { conversationId, seq: 0 });
    expect(participation).toMatchObject({ unreadCount: 1, mentionCount: 1 });
    const hidden = await cast.ask(admin, "conversation:members", { conversationId });
    const missing = await cast.ask(admin, "conversation:members", { conversationId: uuidv7() });
    expect(hidden).toEqual(missing);
    expect(codeOf(hidden)).toBe("not_found");
  });
});
