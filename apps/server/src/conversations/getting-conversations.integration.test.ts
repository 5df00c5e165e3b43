import { asId, type ConversationId, type ConversationView, limits } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cast, openCast } from "../testing/cast.ts";
import type { Player } from "../testing/stage.ts";

let cast: Cast;

beforeAll(async () => {
  cast = await openCast();
});
afterAll(() => cast.close());

const madeUp = () => asId<ConversationId>(uuidv7());

async function get(player: Player, ...conversationIds: ConversationId[]) {
  const { conversations } = await cast.must(player, "conversation:get", { conversationIds });
  return conversations;
}

const idsOf = (conversations: readonly ConversationView[]) => conversations.map(({ id }) => id);

it("gives a public channel to whoever is not in it, as everyone else holds it", async () => {
  const { id } = await cast.channelOfMia();
  await cast.must(cast.mia, "channel:update", { conversationId: id, topic: "Tea" });
  const told = cast.told("workspace").at(-1);
  const [seen, ...more] = await get(cast.ben, id);
  expect(more).toEqual([]);
  expect(told).toEqual({ kind: "conversation", data: seen });
  expect(await get(cast.mia, id)).toEqual([seen]);
});

it("gives a private channel to those in it, and leaves it out for others and for who left", async () => {
  const { id } = await cast.channelOfMia({ private: true });
  const place = { conversationId: id };
  expect(await get(cast.mia, id)).toMatchObject([{ id, private: true }]);
  expect(await get(cast.owner, id)).toEqual([]);
  await cast.must(cast.mia, "channel:add-members", { ...place, userIds: [cast.ben.userId] });
  expect(idsOf(await get(cast.ben, id))).toEqual([id]);
  await cast.must(cast.ben, "channel:leave", place);
  expect(await get(cast.ben, id)).toEqual([]);
});

it("gives a direct message with its people to them alone", async () => {
  const { conversation } = await cast.must(cast.mia, "dm:open", { userIds: [cast.ben.userId] });
  const [seen] = await get(cast.ben, conversation.id);
  expect(seen).toMatchObject({ kind: "dm", name: null });
  expect(new Set(seen?.participantIds)).toEqual(new Set([cast.mia.userId, cast.ben.userId]));
  expect(await get(cast.owner, conversation.id)).toEqual([]);
});

it("gives guests only what they are in", async () => {
  const [mine, others] = [await cast.channelOfMia(), await cast.channelOfMia()];
  const userIds = [cast.guest.userId];
  await cast.must(cast.mia, "channel:add-members", { conversationId: mine.id, userIds });
  expect(idsOf(await get(cast.guest, mine.id, others.id))).toEqual([mine.id]);
});

it("gives archived ones too", async () => {
  const { id } = await cast.channelOfMia();
  const { conversation } = await cast.must(cast.mia, "channel:archive", { conversationId: id });
  expect(conversation.archivedAt).not.toBeNull();
  expect(await get(cast.ben, id)).toEqual([conversation]);
});

it("gives each once, and the others of many although some are missing", async () => {
  const [one, two] = [await cast.channelOfMia(), await cast.channelOfMia()];
  const hidden = await cast.channelOfMia({ private: true });
  const seen = await get(cast.ben, one.id, madeUp(), two.id, hidden.id, one.id);
  expect(idsOf(seen).sort()).toEqual([one.id, two.id].sort());
});

it("takes as many ids as the limit allows", async () => {
  const { id } = await cast.channelOfMia();
  const ids = [...Array.from({ length: limits.peoplePerRequest - 1 }, madeUp), id];
  expect(idsOf(await get(cast.ben, ...ids))).toEqual([id]);
});

it.each([
  ["none", 0],
  ["too many", limits.peoplePerRequest + 1],
])("refuses %s", async (_, length) => {
  const conversationIds = Array.from({ length }, madeUp);
  const answer = await cast.ask(cast.mia, "conversation:get", { conversationIds });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: "invalid", field: "conversationIds" },
  });
});

it("tells nobody anything", async () => {
  const { id } = await cast.channelOfMia();
  await get(cast.ben, id);
  expect(cast.published).toEqual([]);
});
