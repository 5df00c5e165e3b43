import {
  type Answer,
  type Change,
  type ConversationId,
  commands,
  type RoomChanges,
  type RoomName,
} from "@hallway/protocol";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { memberSync } from "../members/member-sync.ts";
import { readStanding } from "../members/standings.ts";
import { messageSync } from "../messages/message-sync.ts";
import { participationSync } from "../read-state/participation-sync.ts";
import { bind, runCommand } from "../realtime/bind-command.ts";
import { readEpoch } from "../realtime/epoch.ts";
import { roomName } from "../realtime/rooms.ts";
import { createSync } from "../realtime/sync.ts";
import { type Cast, openCast } from "../testing/cast.ts";
import { type Player, readTold } from "../testing/stage.ts";
import { conversationSync, directorySync } from "./conversation-sync.ts";
import { participantSync } from "./participant-sync.ts";

let cast: Cast;
let players: Player[];

beforeAll(async () => {
  cast = await openCast();
  players = [cast.owner, cast.admin, cast.mia, cast.ben, cast.guest];
});
afterAll(() => cast.close());

const sources = [
  messageSync,
  conversationSync,
  participantSync,
  directorySync,
  memberSync,
  participationSync,
];
const sync = bind(commands.sync, createSync(sources, readStanding));

type Place = { conversationId: ConversationId };
type Ask = (who: Player, whom: Player, place: Place) => Promise<Answer<unknown>>;

/** What people do here, to each other and to a channel. */
const deeds: Record<string, Ask> = {
  join: (who, _, place) => cast.ask(who, "channel:join", place),
  leave: (who, _, place) => cast.ask(who, "channel:leave", place),
  add: (who, whom, place) =>
    cast.ask(who, "channel:add-members", { ...place, userIds: [whom.userId, who.userId] }),
  remove: (who, { userId }, place) => cast.ask(who, "channel:remove-member", { ...place, userId }),
  archive: (who, _, place) => cast.ask(who, "channel:archive", place),
  unarchive: (who, _, place) => cast.ask(who, "channel:unarchive", place),
  topic: (who, { name }, place) =>
    cast.ask(who, "channel:update", { ...place, topic: `About ${name}` }),
  hide: (who, _, place) => cast.ask(who, "channel:update", { ...place, private: true }),
  show: (who, _, place) => cast.ask(who, "channel:update", { ...place, private: false }),
  say: (who, _, place) => cast.ask(who, "message:send", { id: uuidv7(), ...place, text: "Hello" }),
  demote: (who, { userId }) => cast.ask(who, "member:set-role", { userId, role: "guest" }),
  promote: (who, { userId }) => cast.ask(who, "member:set-role", { userId, role: "member" }),
  deactivate: (who, { userId }) => cast.ask(who, "member:deactivate", { userId }),
  reactivate: (who, { userId }) => cast.ask(who, "member:reactivate", { userId }),
  title: (who, { name }) => cast.ask(who, "member:update-profile", { title: `Next to ${name}` }),
  talk: (who, { userId }) => cast.ask(who, "dm:open", { userIds: [userId] }),
};

const anyDeed = fc.record({
  deed: fc.constantFrom(...Object.keys(deeds)),
  who: fc.nat(4),
  whom: fc.nat(4),
  where: fc.nat(2),
});
/** Deeds of one turn happen at the same moment. */
const anyTurns = fc.array(fc.array(anyDeed, { minLength: 1, maxLength: 5 }), {
  maxLength: 8,
  size: "max",
});

it("tells each room what catching up tells, in dense ticks, whatever people do at once", async () => {
  await fc.assert(
    fc.asyncProperty(anyTurns, async (turns) => {
      await restoreEveryone();
      const places = [await newPlace(false), await newPlace(true), await newPlace(false)];
      for (const turn of turns) {
        const answers = await Promise.all(
          turn.map(({ deed, who, whom, where }) =>
            deeds[deed]?.(at(players, who), at(players, whom), at(places, where)),
          ),
        );
        for (const answer of answers) {
          if (answer && !answer.ok)
            expect(["internal", "unavailable"]).not.toContain(answer.error.code);
        }
      }
      await expectSynced();
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 60_000);

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error("Out of range");
  return found;
}

async function restoreEveryone(): Promise<void> {
  for (const { userId, role } of players.slice(1)) {
    await cast.must(cast.owner, "member:reactivate", { userId });
    await cast.must(cast.owner, "member:set-role", { userId, role });
  }
}

async function newPlace(hidden: boolean): Promise<Place> {
  const input = { name: cast.freshName(), private: hidden };
  const { conversation } = await cast.must(cast.mia, "channel:create", input);
  const place = { conversationId: conversation.id };
  const userIds = [cast.ben.userId, cast.guest.userId];
  await cast.must(cast.mia, "channel:add-members", { ...place, userIds });
  return place;
}

/** What was told, folded as a client folds it, is what everyone active catches up on from nothing. */
async function expectSynced(): Promise<void> {
  const told = new Map(
    [...readTold(cast.published).values()].map((moved) => [roomName(moved.room), moved]),
  );
  for (const player of players) {
    const { answer, role } = await catchUp(player, [...told.keys()]);
    for (const { room, to, changes } of answer.filter(({ gone }) => !gone)) {
      const heard = told.get(room);
      expect([room, to]).toEqual([room, heard?.clock ?? 0]);
      const synced = fold(room, changes);
      const live = fold(room, heard?.changes ?? []);
      // A guest is told of the workspace's people they meet, and of no directory.
      if (role === "guest" && room === "workspace") expect(live).toMatchObject(synced);
      else expect(live).toEqual(synced);
    }
  }
}

async function catchUp(
  player: Player,
  rooms: readonly RoomName[],
): Promise<{ answer: RoomChanges[]; role: Player["role"] }> {
  const { database } = cast.context;
  const { role, deactivatedAt } = await database.member.findUniqueOrThrow({
    where: { id: player.memberId },
  });
  if (deactivatedAt) return { answer: [], role };
  const clocks = Object.fromEntries(rooms.map((room) => [room, 0]));
  const input = { epoch: await readEpoch(database.reads.ask), clocks };
  const answer = await runCommand(cast.context, sync, {
    input,
    findCaller: async () => ({ ...player, role }),
  });
  if (!answer.ok) throw new Error(`sync answered ${answer.error.code}`);
  return { answer: commands.sync.output.parse(answer.data).rooms, role };
}

/** The newest state of each thing of a room. */
function fold(room: RoomName, changes: readonly Change[]): Record<string, unknown> {
  const things = new Map<string, Thing>();
  for (const change of changes) {
    const thing = toThing(change);
    const ridesAlong = room.startsWith("user:") && change.kind === "conversation";
    if (ridesAlong || (things.get(thing.key)?.version ?? -1) > thing.version) continue;
    things.set(thing.key, thing);
  }
  return Object.fromEntries([...things].map(([key, { state }]) => [key, state]));
}

interface Thing {
  key: string;
  version: number;
  state: unknown;
}

/** What a change is about, how new it is, and its state without what follows from other things. */
function toThing(change: Change): Thing {
  switch (change.kind) {
    case "message": {
      const { id, tick: version } = change.data;
      return { key: id, version, state: change.data };
    }
    case "participant":
    case "member": {
      const { userId, tick: version } = change.data;
      return { key: `${change.kind} ${userId}`, version, state: change.data };
    }
    case "conversation": {
      const { id, clock: version, name, private: hidden, topic, archivedAt } = change.data;
      return { key: id, version, state: { name, hidden, topic, archivedAt } };
    }
    case "conversation-hidden":
      return { key: change.data.id, version: change.data.clock, state: "hidden" };
    case "participation": {
      const { conversationId, tick: version, lastReadSeq, leftAt } = change.data;
      return { key: conversationId, version, state: { version, lastReadSeq, leftAt } };
    }
    case "workspace":
      return { key: "workspace", version: change.data.tick, state: change.data };
  }
}
