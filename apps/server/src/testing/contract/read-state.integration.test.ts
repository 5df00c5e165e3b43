import type { ConversationId, MessageId, ParticipationView } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

async function channelWith(...texts: string[]): Promise<{ id: ConversationId; seqs: number[] }> {
  const { owner, member, workspaceId } = world;
  const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
  const seqs: number[] = [];
  for (const text of texts) seqs.push((await say(owner, workspaceId, { to: id, text })).seq);
  return { id, seqs };
}

async function mineIn(conversationId: ConversationId, actor: Actor = world.member) {
  const { participations } = await actor.must("workspace:bootstrap", {}, world.workspaceId);
  const mine = participations.find((one) => one.conversationId === conversationId);
  if (!mine) throw new Error("Not in that conversation");
  return mine;
}

function mark(conversationId: ConversationId, seq: number, unread = false) {
  return world.member.must("read:mark", { conversationId, seq, unread }, world.workspaceId);
}

describe("the read pointer", () => {
  test("moves forward, never back, and not beyond the end", async () => {
    const { id, seqs } = await channelWith("one", "two", "three");
    const [, two = 0, three = 0] = seqs;
    expect((await mark(id, two)).participation).toMatchObject({ lastReadSeq: two, unreadCount: 1 });
    expect((await mark(id, two - 1)).participation.lastReadSeq).toBe(two);
    expect((await mark(id, 0)).participation.lastReadSeq).toBe(two);
    expect((await mark(id, 1_000_000)).participation).toMatchObject({
      lastReadSeq: three,
      unreadCount: 0,
    });
  });

  test("of several tabs at once ends at the furthest", async () => {
    const { id, seqs } = await channelWith(..."abcdefgh");
    await Promise.all([...seqs].reverse().map((seq) => mark(id, seq)));
    expect((await mineIn(id)).lastReadSeq).toBe(seqs.at(-1));
  });

  test("goes back to just before a message that is marked unread", async () => {
    const { id, seqs } = await channelWith("one", "two", "three");
    const [, two = 0, three = 0] = seqs;
    await mark(id, three);
    expect((await mark(id, two, true)).participation).toMatchObject({
      lastReadSeq: two - 1,
      unreadCount: 2,
    });
    expect((await mark(id, 0, true)).participation.lastReadSeq).toBe(0);
  });

  test("is told to my other tabs at once, and to nobody else", async () => {
    const { owner, member, workspaceId } = world;
    const { id, seqs } = await channelWith("one", "two");
    const [phone, laptop, other] = await Promise.all([
      enter(member, workspaceId),
      enter(member, workspaceId),
      enter(owner, workspaceId),
    ]);
    const input = { conversationId: id, seq: seqs.at(-1) ?? 0 };
    const { participation } = await phone.must("read:mark", input);
    for (const tab of [phone, laptop]) {
      const room = `user:${member.userId}` as const;
      expect(await tab.hearsChange(room, "participation")).toEqual(participation);
    }
    await settled(other);
    expect(other.heard.filter(({ event }) => event === "changes")).toEqual([]);
  });

  test("does not tick when it does not move", async () => {
    const { id, seqs } = await channelWith("one");
    const last = seqs.at(-1) ?? 0;
    const { participation } = await mark(id, last);
    expect((await mark(id, last)).participation.tick).toBe(participation.tick);
    expect((await mark(id, 0)).participation.tick).toBe(participation.tick);
  });

  test("is the whole of the unread state after joining: what was said before is read", async () => {
    const { outsider, workspaceId } = world;
    const { id, seqs } = await channelWith("old", "older");
    await outsider.must("channel:join", { conversationId: id }, workspaceId);
    const mine = await mineIn(id, outsider);
    expect(mine.unreadCount).toBe(0);
    expect(mine.lastReadSeq).toBeGreaterThanOrEqual(seqs.at(-1) ?? 0);
    await outsider.must("channel:leave", { conversationId: id }, workspaceId);
    await say(world.owner, workspaceId, { to: id, text: "while away" });
    await outsider.must("channel:join", { conversationId: id }, workspaceId);
    expect((await mineIn(id, outsider)).unreadCount).toBe(0);
  });
});

describe("the counts", () => {
  test("leave out my own, the system's and deleted messages", async () => {
    const { owner, member, workspaceId } = world;
    const { id } = await channelWith("counts");
    await say(member, workspaceId, { to: id, text: "mine" });
    const gone = await say(owner, workspaceId, { to: id, text: "gone" });
    await owner.must("message:delete", { id: gone.id }, workspaceId);
    await owner.must("channel:update", { conversationId: id, topic: "a topic" }, workspaceId);
    expect(await mineIn(id)).toMatchObject({ unreadCount: 1, mentionCount: 0 });
  });

  test("know mentions of me, of everyone, and none by edit", async () => {
    const { owner, member, outsider, workspaceId } = world;
    const { id } = await channelWith(
      `<@${member.userId}> look`,
      "<!channel> all",
      `<@${outsider.userId}> not here`,
      `\`<@${member.userId}>\` is code`,
    );
    const late = await say(owner, workspaceId, { to: id, text: "plain" });
    const edit = { id: late.id, text: `<@${member.userId}> too late` };
    await owner.must("message:edit", edit, workspaceId);
    expect(await mineIn(id)).toMatchObject({ unreadCount: 5, mentionCount: 2 });
  });

  test("take every message of a direct one for a mention", async () => {
    const { owner, workspaceId, dm } = world;
    const { lastReadSeq } = await mineIn(dm);
    await say(owner, workspaceId, { to: dm });
    await say(owner, workspaceId, { to: dm });
    expect(await mineIn(dm)).toMatchObject({ lastReadSeq, unreadCount: 2, mentionCount: 2 });
  });

  test("follow a plain model through a long mixed history", async () => {
    const { owner, member, workspaceId } = world;
    const { id } = await channelWith();
    const model = createModel((await mineIn(id)).lastReadSeq);
    const kept: MessageId[] = [];
    for (let turn = 0; turn < 36; turn++) {
      const mine = turn % 7 === 3;
      const mentions = turn % 5 === 0;
      const text = mentions ? `<@${member.userId}> ${turn}` : `${turn}`;
      const message = await say(mine ? member : owner, workspaceId, { to: id, text });
      model.said(message.seq, { mine, mentions });
      kept.push(message.id);
      if (turn % 6 === 5) {
        const gone = await owner.must(
          "message:delete",
          { id: kept[turn - 2] ?? message.id },
          workspaceId,
        );
        model.deleted(gone.message.seq);
      }
      if (turn % 11 === 10) {
        await mark(id, message.seq - 3);
        model.read(message.seq - 3);
      }
      if (turn % 17 === 16) {
        await mark(id, message.seq - 9, true);
        model.unread(message.seq - 9);
      }
      const view = await mark(id, 0);
      expect([turn, model.of(view.participation)]).toEqual([turn, model.expected()]);
      expect(view.participation.countedSeq).toBe(message.seq);
    }
  });
});

/** The unread state as one would keep it on paper. */
function createModel(start: number) {
  const counting = new Map<number, { mentions: boolean }>();
  let pointer = start;
  return {
    said(seq: number, { mine, mentions }: { mine: boolean; mentions: boolean }) {
      if (!mine) counting.set(seq, { mentions });
    },
    deleted: (seq: number) => void counting.delete(seq),
    read(seq: number) {
      pointer = Math.max(pointer, seq);
    },
    unread(seq: number) {
      pointer = seq - 1;
    },
    of: (view: ParticipationView) => [view.lastReadSeq, view.unreadCount, view.mentionCount],
    expected() {
      const after = [...counting].filter(([seq]) => seq > pointer);
      return [pointer, after.length, after.filter(([, { mentions }]) => mentions).length];
    },
  };
}
