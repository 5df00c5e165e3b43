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

async function systemLines(conversationId: ConversationView["id"], reader = cast.mia) {
  const { messages } = await cast.must(reader, "message:list", { conversationId });
  return messages.map(({ text, system }) => ({ text, event: system?.event }));
}

describe("archiving", () => {
  it("closes a channel for everyone and opens it again", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    const { conversation } = await cast.must(cast.mia, "channel:archive", { conversationId });
    expect(conversation.archivedAt).not.toBeNull();
    expect(cast.told("workspace")).toEqual([{ kind: "conversation", data: conversation }]);
    expect(cast.kinds(`channel:${conversationId}`)).toEqual(["message", "conversation"]);
    const text = "Too late";
    expect(
      codeOf(await cast.ask(cast.mia, "message:send", { id: uuidv7(), conversationId, text })),
    ).toBe("conflict");
    expect(
      codeOf(await cast.ask(cast.mia, "channel:update", { conversationId, topic: "Over" })),
    ).toBe("conflict");
    expect(
      codeOf(
        await cast.ask(cast.mia, "channel:add-members", {
          conversationId,
          userIds: [cast.ben.userId],
        }),
      ),
    ).toBe("conflict");
    cast.forget();
    await cast.must(cast.mia, "channel:archive", { conversationId });
    expect(cast.told("workspace")).toEqual([]);

    const listed = await cast.must(cast.ben, "channel:browse", { archived: true, limit: 100 });
    expect(listed.channels.map(({ id }) => id)).toContain(conversationId);
    const opened = await cast.must(cast.admin, "channel:unarchive", { conversationId });
    expect(opened.conversation.archivedAt).toBeNull();
    expect((await systemLines(conversationId)).map(({ event }) => event)).toEqual([
      "created",
      "archived",
      "unarchived",
    ]);
  });

  it("is for admins and the creator, and hides what they cannot see", async () => {
    const open = await cast.channelOfMia();
    const hidden = await cast.channelOfMia({ private: true });
    expect(codeOf(await cast.ask(cast.ben, "channel:archive", { conversationId: open.id }))).toBe(
      "forbidden",
    );
    expect(codeOf(await cast.ask(cast.ben, "channel:unarchive", { conversationId: open.id }))).toBe(
      "forbidden",
    );
    const concealed = await cast.ask(cast.admin, "channel:archive", { conversationId: hidden.id });
    const missing = await cast.ask(cast.admin, "channel:archive", { conversationId: uuidv7() });
    expect(codeOf(concealed)).toBe("not_found");
    expect(concealed).toEqual(missing);
    expect(codeOf(await cast.ask(cast.admin, "channel:archive", { conversationId: open.id }))).toBe(
      "ok",
    );
  });
});

describe("updating a channel", () => {
  it("says each change in the timeline and all of them in one view", async () => {
    const { id: conversationId, name: from } = await cast.channelOfMia();
    const to = cast.freshName();
    const { conversation } = await cast.must(cast.mia, "channel:update", {
      conversationId,
      name: to,
      topic: "New topic",
      purpose: "Line one\nLine two",
    });
    expect(conversation).toMatchObject({
      name: to,
      topic: "New topic",
      purpose: "Line one\nLine two",
      lastSeq: 4,
    });
    expect(cast.told(`channel:${conversationId}`).at(-1)?.data).toEqual(conversation);
    expect(cast.told("workspace")).toEqual([{ kind: "conversation", data: conversation }]);
    const { messages } = await cast.must(cast.mia, "message:list", { conversationId });
    expect(messages.slice(1).map(({ system }) => system)).toEqual([
      { event: "renamed", userIds: [], from, to },
      { event: "topic", userIds: [], from: "", to: "New topic" },
      { event: "purpose", userIds: [], from: "", to: "Line one\nLine two" },
    ]);
  });

  it("changes nothing when nothing differs", async () => {
    const { id: conversationId, name, clock } = await cast.channelOfMia();
    const { conversation } = await cast.must(cast.mia, "channel:update", {
      conversationId,
      ...(name === null ? {} : { name }),
      topic: "",
    });
    expect(conversation.clock).toBe(clock);
    expect(cast.told(`channel:${conversationId}`)).toEqual([]);
  });

  it("leaves topic and purpose to everyone in it, name and privacy to its managers", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    const outside = await cast.ask(cast.ben, "channel:update", { conversationId, topic: "Mine" });
    expect(codeOf(outside)).toBe("forbidden");
    await cast.must(cast.ben, "channel:join", { conversationId });
    expect(
      codeOf(await cast.ask(cast.ben, "channel:update", { conversationId, topic: "Mine" })),
    ).toBe("ok");
    expect(
      codeOf(await cast.ask(cast.ben, "channel:update", { conversationId, name: "mine-now" })),
    ).toBe("forbidden");
    expect(
      codeOf(await cast.ask(cast.ben, "channel:update", { conversationId, private: true })),
    ).toBe("forbidden");
  });

  it("refuses a taken name, also when two channels want it at once", async () => {
    const one = await cast.channelOfMia();
    const two = await cast.channelOfMia();
    const name = cast.freshName();
    const answers = await Promise.all(
      [one, two].map(({ id }) =>
        cast.ask(cast.mia, "channel:update", { conversationId: id, name }),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual(["conflict", "ok"]);
  });

  it("takes a channel that becomes private out of the directory, and brings it back", async () => {
    const { id: conversationId } = await cast.channelOfMia();
    const hidden = await cast.must(cast.mia, "channel:update", { conversationId, private: true });
    expect(cast.told("workspace")).toEqual([
      {
        kind: "conversation-hidden",
        data: { id: conversationId, clock: hidden.conversation.clock },
      },
    ]);
    expect(codeOf(await cast.ask(cast.ben, "channel:join", { conversationId }))).toBe("not_found");
    cast.forget();
    await cast.must(cast.mia, "channel:update", { conversationId, topic: "Between us" });
    expect(cast.told("workspace")).toEqual([]);
    const open = await cast.must(cast.mia, "channel:update", { conversationId, private: false });
    expect(cast.told("workspace")).toEqual([{ kind: "conversation", data: open.conversation }]);
    expect(codeOf(await cast.ask(cast.ben, "channel:join", { conversationId }))).toBe("ok");
  });

  it("refuses a direct message", async () => {
    const { conversation } = await cast.must(cast.mia, "dm:open", { userIds: [cast.ben.userId] });
    const conversationId = conversation.id;
    const update = { conversationId, topic: "No" };
    expect(codeOf(await cast.ask(cast.mia, "channel:update", update))).toBe("not_found");
    expect(codeOf(await cast.ask(cast.mia, "channel:leave", { conversationId }))).toBe("not_found");
    expect(codeOf(await cast.ask(cast.mia, "channel:archive", { conversationId }))).toBe(
      "not_found",
    );
  });
});
