import { type Answer, asId, limits, type RoomChanges, type SyncAnswer } from "@hallway/protocol";
import { describe, expect, test } from "vitest";
import { applyBootstrap } from "../state/apply-bootstrap.ts";
import { applyThings } from "../state/apply-changes.ts";
import { createWorkspaceStore } from "../state/store.ts";
import {
  buildBootstrap,
  buildConversation,
  buildParticipation,
} from "../state/testing/build-views.ts";
import type { Ask } from "./line.ts";
import { askSync, ROOMS_PER_SYNC } from "./sync-rooms.ts";

/** A store with so many channels, and a server that answers each request with what the test says. */
function openStore(channels: number, answer: (clocks: object) => Partial<SyncAnswer> | null) {
  const store = createWorkspaceStore();
  const ids = Array.from({ length: channels }, (_, index) => `c${index}`);
  const bootstrap = buildBootstrap({
    conversations: ids.map((id) => buildConversation({ id: asId(id) })),
    participations: ids.map((id) => buildParticipation({ conversationId: asId(id) })),
    clocks: Object.fromEntries([
      ["workspace", 5],
      ["user:me", 5],
      ...ids.map((id) => [`channel:${id}`, 5]),
    ]),
  });
  store.setState((state) => applyBootstrap(state, bootstrap), true);
  const asked: object[] = [];
  const ask: Ask = async <Data>(_name: string, input: unknown): Promise<Answer<Data>> => {
    const clocks = typeof input === "object" && input && "clocks" in input ? input.clocks : null;
    if (typeof clocks !== "object" || clocks === null) throw new Error("No clocks were named");
    asked.push(clocks);
    const given = answer(clocks);
    if (!given) return { ok: false, error: { code: "unavailable", message: "Not now." } };
    const data: unknown = { epoch: bootstrap.epoch, rooms: [], ...given };
    const whole: unknown = { ok: true, data };
    if (!isOk<Data>(whole)) throw new Error("The test gave no answer");
    return whole;
  };
  return { store, asked, sync: () => askSync({ store, ask, openConversations: () => ["c1"] }) };
}

function isOk<Data>(answer: unknown): answer is Answer<Data> {
  return typeof answer === "object" && answer !== null && "ok" in answer;
}

function answered(room: RoomChanges["room"], more: Partial<RoomChanges> = {}): RoomChanges {
  return { room, from: 5, to: 6, changes: [], ...more };
}

describe("asking what was missed", () => {
  test("names every room with its clock, those on screen early", async () => {
    const { asked, sync } = openStore(3, () => ({}));
    expect(await sync()).toEqual({ kind: "caught-up", rooms: [] });
    const [clocks = {}] = asked;
    const names = ["workspace", "user:me", "channel:c1", "channel:c0", "channel:c2"];
    expect(Object.keys(clocks)).toEqual(names);
  });

  test("of thousands of rooms takes several requests, each with my own rooms", async () => {
    const { asked, sync } = openStore(ROOMS_PER_SYNC + 10, () => ({}));
    await sync();
    expect(asked.map((clocks) => Object.keys(clocks).length)).toEqual([ROOMS_PER_SYNC + 2, 12]);
    expect(asked.every((clocks) => "workspace" in clocks && "user:me" in clocks)).toBe(true);
  });

  test("names no more rooms in one request than a packet holds", () => {
    const room = `"channel:${"0".repeat(36)}":2147483647,`;
    const rest = JSON.stringify(["sync", { epoch: "0".repeat(36), clocks: {} }]).length + 500;
    expect(rest + ROOMS_PER_SYNC * room.length).toBeLessThan(limits.payloadBytes);
  });

  test("takes no notice of rooms that another of the requests names", async () => {
    const other = answered("channel:c0", { from: 0, reset: true });
    const { sync } = openStore(ROOMS_PER_SYNC + 10, (clocks) => ({
      rooms: "channel:c0" in clocks ? [] : [other],
    }));
    expect(await sync()).toEqual({ kind: "caught-up", rooms: [] });
  });

  test("takes in a room that I was added to", async () => {
    const added = answered("channel:new", { from: 0, reset: true });
    const { sync } = openStore(1, () => ({ rooms: [added] }));
    expect(await sync()).toEqual({ kind: "caught-up", rooms: [added] });
  });
});

describe("the answer", () => {
  test.each<[string, Partial<SyncAnswer> | null, string]>([
    ["that did not come is a failure", null, "failed"],
    ["of another database starts afresh", { epoch: asId("other") }, "start-afresh"],
    [
      "of a room that went back in time starts afresh",
      { rooms: [answered("channel:c0", { from: 0, to: 3, reset: true })] },
      "start-afresh",
    ],
    [
      "that resets my own room reads all anew",
      { rooms: [answered("user:me", { from: 0, to: 900, reset: true })] },
      "read-anew",
    ],
    [
      "that resets the workspace reads all anew",
      { rooms: [answered("workspace", { from: 0, to: 900, reset: true })] },
      "read-anew",
    ],
  ])("%s", async (...[, answer, kind]) => {
    const { sync } = openStore(2, () => answer);
    expect(await sync()).toMatchObject({ kind });
  });

  test("that a room is gone counts, unless I came back while it travelled", async () => {
    const gone = answered("channel:c0", { from: 0, to: 0, gone: true });
    const { store, sync } = openStore(2, () => ({ rooms: [gone] }));
    expect(await sync()).toEqual({ kind: "caught-up", rooms: [gone] });
    const asking = sync();
    const back = buildParticipation({ conversationId: asId("c0"), tick: 9 });
    store.setState((state) => applyThings(state, [{ kind: "participation", data: back }]), true);
    expect(await asking).toEqual({ kind: "caught-up", rooms: [] });
  });
});

test("without a first picture there is nothing to catch up with", async () => {
  const { store, asked, sync } = openStore(1, () => ({}));
  store.setState({ epoch: null });
  expect(await sync()).toEqual({ kind: "read-anew" });
  expect(asked).toEqual([]);
});
