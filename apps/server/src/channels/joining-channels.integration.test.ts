import type { ConversationView } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cast, codeOf, openCast } from "../testing/cast.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());
beforeEach(() => cast.forget());

async function findGeneral(): Promise<ConversationView> {
  const { channels } = await cast.must(cast.owner, "channel:browse", { query: "general" });
  const [entry] = channels;
  if (!entry) throw new Error("There is no general");
  const { conversation } = await cast.must(cast.mia, "channel:join", { conversationId: entry.id });
  return conversation;
}

async function systemLines(conversationId: ConversationView["id"], reader = cast.mia) {
  const { messages } = await cast.must(reader, "message:list", { conversationId });
  return messages.map(({ text, system }) => ({ text, event: system?.event }));
}

describe("joining and leaving", () => {
  it("brings a person in once, with what was said before already read", async () => {
    const { id } = await cast.channelOfMia();
    await cast.must(cast.mia, "message:send", { id: uuidv7(), conversationId: id, text: "Before" });
    cast.forget();
    const { conversation } = await cast.must(cast.ben, "channel:join", { conversationId: id });
    expect(conversation).toMatchObject({ memberCount: 2, lastSeq: 3 });
    expect(cast.told(`user:${cast.ben.userId}`)[0]?.data).toMatchObject({
      lastReadSeq: 3,
      unreadCount: 0,
    });
    expect(cast.kinds("workspace")).toEqual([]);
    cast.forget();
    const again = await cast.must(cast.ben, "channel:join", { conversationId: id });
    expect(again.conversation).toEqual(conversation);
    expect(cast.published.flatMap(({ rooms }) => [...rooms])).toEqual([]);
  });

  it("counts a person once however often they join at the same moment", async () => {
    const { id } = await cast.channelOfMia();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => cast.ask(cast.ben, "channel:join", { conversationId: id })),
    );
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 8 }, () => "ok"));
    expect(await systemLines(id)).toEqual([
      { event: "created", text: `<@${cast.mia.userId}> created this channel` },
      { event: "joined", text: `<@${cast.ben.userId}> joined` },
    ]);
    const [view] = (await cast.must(cast.mia, "channel:browse", { limit: 100 })).channels.filter(
      (entry) => entry.id === id,
    );
    expect(view?.memberCount).toBe(2);
  });

  it("lets many people join at the same moment without losing one", async () => {
    const { id } = await cast.channelOfMia();
    const people = [cast.ben, cast.admin, cast.owner];
    await Promise.all(
      people.map((player) => cast.must(player, "channel:join", { conversationId: id })),
    );
    const { members } = await cast.must(cast.mia, "conversation:members", { conversationId: id });
    expect(members).toHaveLength(4);
    const { conversation } = await cast.must(cast.ben, "channel:join", { conversationId: id });
    expect(conversation.memberCount).toBe(4);
  });

  it("answers `unavailable` when the channel's room stays locked, and nothing has happened", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answer = await new Promise<Awaited<ReturnType<Cast["ask"]>>>((resolve, reject) => {
      const holding = cast.context.database.$transaction(
        async (db) => {
          await db.$queryRaw`SELECT FROM room WHERE id = ${conversationId}::uuid FOR UPDATE`;
          cast.ask(cast.ben, "channel:join", { conversationId }).then(resolve, reject);
          await released;
        },
        { timeout: 10_000 },
      );
      holding.catch(reject);
    }).finally(release);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "unavailable", retryInMs: expect.any(Number) },
    });
    expect(cast.told(`channel:${conversationId}`)).toEqual([]);
  });

  it("takes a person out and keeps what they chose for their return", async () => {
    const { id } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId: id });
    await cast.must(cast.ben, "participation:update", { conversationId: id, muted: true });
    cast.forget();
    const { conversation } = await cast.must(cast.ben, "channel:leave", { conversationId: id });
    expect(conversation.memberCount).toBe(1);
    expect(cast.kinds(`channel:${id}`)).toEqual(["participant", "message", "conversation"]);
    expect(cast.told(`user:${cast.ben.userId}`)).toMatchObject([
      { kind: "participation", data: { conversationId: id, leftAt: expect.any(String) } },
    ]);
    expect(cast.published.flatMap(({ leaves }) => leaves)).toMatchObject([
      { room: { id }, userId: cast.ben.userId },
    ]);
    await cast.must(cast.mia, "message:send", { id: uuidv7(), conversationId: id, text: "Gone?" });
    cast.forget();
    await cast.must(cast.ben, "channel:join", { conversationId: id });
    expect(cast.told(`user:${cast.ben.userId}`)[0]?.data).toMatchObject({
      muted: true,
      unreadCount: 0,
      leftAt: null,
    });
  });

  it("is harmless twice in a public channel, and a closed door in a private one", async () => {
    const open = await cast.channelOfMia();
    const hidden = await cast.channelOfMia({ private: true });
    expect(codeOf(await cast.ask(cast.ben, "channel:leave", { conversationId: open.id }))).toBe(
      "ok",
    );
    expect(codeOf(await cast.ask(cast.ben, "channel:leave", { conversationId: hidden.id }))).toBe(
      "not_found",
    );
    expect(codeOf(await cast.ask(cast.ben, "channel:join", { conversationId: hidden.id }))).toBe(
      "not_found",
    );
    expect(codeOf(await cast.ask(cast.guest, "channel:join", { conversationId: open.id }))).toBe(
      "forbidden",
    );
    expect(codeOf(await cast.ask(cast.guest, "channel:leave", { conversationId: open.id }))).toBe(
      "not_found",
    );
  });

  it("keeps everyone in general", async () => {
    const general = await findGeneral();
    const conversationId = general.id;
    expect(codeOf(await cast.ask(cast.mia, "channel:leave", { conversationId }))).toBe("conflict");
    expect(codeOf(await cast.ask(cast.admin, "channel:archive", { conversationId }))).toBe(
      "conflict",
    );
    expect(
      codeOf(await cast.ask(cast.admin, "channel:update", { conversationId, private: true })),
    ).toBe("conflict");
    const { userId } = cast.mia;
    expect(
      codeOf(await cast.ask(cast.admin, "channel:remove-member", { conversationId, userId })),
    ).toBe("conflict");
  });

  it("lets a guest who was brought into general out of it", async () => {
    const { id: conversationId } = await findGeneral();
    const { guest, mia, admin } = cast;
    const { userId } = guest;
    await cast.must(mia, "channel:add-members", { conversationId, userIds: [userId] });
    await cast.must(guest, "channel:leave", { conversationId });
    await cast.must(mia, "channel:add-members", { conversationId, userIds: [userId] });
    await cast.must(admin, "channel:remove-member", { conversationId, userId });
    const { channels } = await cast.must(guest, "channel:browse", { limit: 100 });
    expect(channels.map(({ id }) => id)).not.toContain(conversationId);
  });

  it("refuses to let anyone into an archived channel, but lets people out", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId });
    await cast.must(cast.mia, "channel:archive", { conversationId });
    expect(codeOf(await cast.ask(cast.admin, "channel:join", { conversationId }))).toBe("conflict");
    expect(codeOf(await cast.ask(cast.ben, "channel:leave", { conversationId }))).toBe("ok");
  });
});

describe("adding and removing people", () => {
  it("adds several at once with one line in the timeline", async () => {
    const { id: conversationId } = await cast.channelOfMia({ private: true });
    const userIds = [cast.ben.userId, cast.guest.userId, cast.mia.userId];
    const { conversation } = await cast.must(cast.mia, "channel:add-members", {
      conversationId,
      userIds,
    });
    expect(conversation.memberCount).toBe(3);
    expect(cast.kinds(`channel:${conversationId}`)).toEqual([
      "message",
      "participant",
      "participant",
      "conversation",
    ]);
    const [, line] = await systemLines(conversationId);
    expect(line?.event).toBe("added");
    expect(line?.text).toContain(`<@${cast.mia.userId}> added`);
    expect(line?.text).toContain(`<@${cast.guest.userId}>`);
    expect(cast.told(`user:${cast.guest.userId}`).map(({ kind }) => kind)).toEqual([
      "participation",
      "conversation",
    ]);
    cast.forget();
    await cast.must(cast.mia, "channel:add-members", { conversationId, userIds });
    expect(cast.told(`channel:${conversationId}`)).toEqual([]);
  });

  it("refuses from outside, strangers, and all of them when one is nobody here", async () => {
    const open = await cast.channelOfMia();
    const hidden = await cast.channelOfMia({ private: true });
    const userIds = [cast.admin.userId];
    expect(
      codeOf(await cast.ask(cast.ben, "channel:add-members", { conversationId: open.id, userIds })),
    ).toBe("forbidden");
    expect(
      codeOf(
        await cast.ask(cast.ben, "channel:add-members", { conversationId: hidden.id, userIds }),
      ),
    ).toBe("not_found");
    const answer = await cast.ask(cast.mia, "channel:add-members", {
      conversationId: open.id,
      userIds: [cast.admin.userId, uuidv7() as typeof cast.admin.userId],
    });
    expect(codeOf(answer)).toBe("not_found");
    const { members } = await cast.must(cast.mia, "conversation:members", {
      conversationId: open.id,
    });
    expect(members.map(({ userId }) => userId)).toEqual([cast.mia.userId]);
  });

  it("removes a person from the room at once, and X20: their next message is refused", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId });
    cast.forget();
    const { userId } = cast.ben;
    const { conversation } = await cast.must(cast.mia, "channel:remove-member", {
      conversationId,
      userId,
    });
    expect(conversation.memberCount).toBe(1);
    expect(cast.published.flatMap(({ leaves }) => leaves)).toMatchObject([
      { room: { id: conversationId }, userId },
    ]);
    const { messages } = await cast.must(cast.mia, "message:list", { conversationId });
    expect(messages.at(-1)?.system).toMatchObject({ event: "removed", userIds: [userId] });
    const sent = await cast.ask(cast.ben, "message:send", {
      id: uuidv7(),
      conversationId,
      text: "Still here?",
    });
    expect(sent.ok).toBe(false);
    cast.forget();
    await cast.must(cast.mia, "channel:remove-member", { conversationId, userId });
    expect(cast.told(`channel:${conversationId}`)).toEqual([]);
  });

  it("leaves removing to admins and the creator", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    await cast.must(cast.ben, "channel:join", { conversationId });
    const { userId } = cast.mia;
    expect(
      codeOf(await cast.ask(cast.ben, "channel:remove-member", { conversationId, userId })),
    ).toBe("forbidden");
    expect(
      codeOf(await cast.ask(cast.admin, "channel:remove-member", { conversationId, userId })),
    ).toBe("ok");
    expect(
      codeOf(
        await cast.ask(cast.admin, "channel:remove-member", {
          conversationId,
          userId: uuidv7() as typeof userId,
        }),
      ),
    ).toBe("not_found");
  });
});
