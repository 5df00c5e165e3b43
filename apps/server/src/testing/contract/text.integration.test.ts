import { limits } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, newMessageId, say, type World } from "../world.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

function send(text: string) {
  const { member, workspaceId, privateChannel } = world;
  const input = { id: newMessageId(), conversationId: privateChannel, text };
  return member.ask("message:send", input, workspaceId);
}

async function stored(text: string): Promise<string> {
  const { member, workspaceId, privateChannel } = world;
  const { id } = await say(member, workspaceId, { to: privateChannel, text });
  const input = { conversationId: privateChannel, around: id, limit: 1 };
  const { messages } = await member.must("message:list", input, workspaceId);
  const message = messages.find((one) => one.id === id);
  if (!message) throw new Error("The message was not stored");
  return message.text;
}

describe("X55: the length of a message counts what people see", () => {
  test("as many four-byte emoji as there may be characters", async () => {
    const longest = "😀".repeat(limits.messageText);
    expect(await stored(longest)).toBe(longest);
  });

  test.each([
    ["one emoji more", "😀".repeat(limits.messageText + 1)],
    ["one letter more", "a".repeat(limits.messageText + 1)],
    ["40,000 letters", "a".repeat(40_000)],
  ])("%s is refused with the field", async (_, text) => {
    expect(await send(text)).toMatchObject({
      ok: false,
      error: { code: "invalid", field: "text", message: expect.stringContaining("12,000") },
    });
  });

  test("an edit has the same bounds", async () => {
    const { member, workspaceId, privateChannel } = world;
    const { id } = await say(member, workspaceId, { to: privateChannel });
    const edit = (text: string) => member.ask("message:edit", { id, text }, workspaceId);
    const refused = { ok: false, error: { code: "invalid", field: "text" } };
    expect(await edit("a".repeat(limits.messageText + 1))).toMatchObject(refused);
    expect(await edit(" \n ")).toMatchObject(refused);
    expect((await edit("a".repeat(limits.messageText))).ok).toBe(true);
  });

  test.each(["", " ", "\n\n", "\u0000", "\u200b\n".slice(1)])("%j is nothing", async (text) => {
    expect(await send(text)).toMatchObject({
      ok: false,
      error: { code: "invalid", field: "text" },
    });
  });
});

describe("X13: what no database or screen can bear is made bearable", () => {
  test.each([
    ["NUL", "a\u0000b", "ab"],
    ["a lone high surrogate", "a\ud800b", "a\ufffdb"],
    ["a lone low surrogate", "a\udc00b", "a\ufffdb"],
    ["surrogates in the wrong order", "\udc00\ud800", "\ufffd\ufffd"],
    ["control characters", "a\u0007\u001bb", "ab"],
    ["Windows' and old Macs' lines", "a\r\nb\rc", "a\nb\nc"],
    ["white space at the end", "a \n\t ", "a"],
    ["tabs and lines within", "a\tb\n\n  c", "a\tb\n\n  c"],
    ["markup of another kind", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ])("%s", async (_, text, expected) => {
    expect(await stored(text)).toBe(expected);
  });

  test("names lose what hides or turns them (X54)", async () => {
    const { member, workspaceId } = world;
    const displayName = "Mia\u202e \u200b\u0000 Member\ufeff";
    const { member: view } = await member.must(
      "member:update-profile",
      { displayName },
      workspaceId,
    );
    expect(view.displayName).toBe("Mia Member");
  });
});

describe("X57: crowds of mentions", () => {
  test("the same person as often as it fits is one mention", async () => {
    const { owner, member, workspaceId, privateChannel } = world;
    const many = `<@${owner.userId}>`.repeat(300);
    const sent = await say(member, workspaceId, { to: privateChannel, text: many });
    expect(sent.mentions.userIds).toEqual([owner.userId]);
  });

  test("beyond the bound nobody is mentioned any more", async () => {
    const { owner, member, workspaceId, privateChannel } = world;
    const others = (count: number) =>
      Array.from({ length: count }, () => `<@${uuidv7()}>`).join("");
    const last = (count: number) => `${others(count)}<@${owner.userId}>`;
    const within = { to: privateChannel, text: last(limits.mentionsPerMessage - 1) };
    const beyond = { to: privateChannel, text: last(limits.mentionsPerMessage) };
    expect((await say(member, workspaceId, within)).mentions.userIds).toEqual([owner.userId]);
    expect((await say(member, workspaceId, beyond)).mentions.userIds).toEqual([]);
  });

  test("people who are not in the conversation, or of no such workspace, are not mentioned", async () => {
    const { member, owner, outsider, stranger, deactivated, workspaceId, privateChannel } = world;
    const text = [owner, outsider, stranger, deactivated]
      .map(({ userId }) => `<@${userId}>`)
      .join(" ");
    const sent = await say(member, workspaceId, { to: privateChannel, text });
    expect(sent.mentions).toEqual({ userIds: [owner.userId], everyone: false });
  });

  test("everyone is not for guests to call", async () => {
    const { guest, workspaceId, privateChannel } = world;
    for (const text of ["<!channel> hey", "hey <!here>"]) {
      const input = { id: newMessageId(), conversationId: privateChannel, text };
      expect(await guest.ask("message:send", input, workspaceId)).toMatchObject({
        error: { code: "forbidden" },
      });
    }
  });
});
