import type { RoomName } from "@hallway/protocol";
import { asId, type Epoch } from "@hallway/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { selectTimeline } from "../state/shown-timeline.ts";
import { selectUnread } from "../state/unread-of-state.ts";
import { closeScenes, holdTime, newServer, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

/** However much was lost on the way down. */
const REPAIRED_WITHIN_MS = 35_000;

/** A direct message that Ada opens with me and writes in. */
function openDirectMessage({ server }: Scene) {
  const dm = server.createConversation("", "dm");
  for (const person of ["me", "ada"]) server.join(dm, person);
  for (const text of ["Hello", "Are you there?"]) server.send(dm, { authorId: "ada", text });
  return dm;
}

function expectUnread(scene: Scene, id: string, unread: number): void {
  expect(scene.state.conversations.has(id)).toBe(true);
  expect(selectUnread(scene.state, id)).toMatchObject({ unread, mentions: unread });
}

describe("G18: a direct message that someone opened with me", () => {
  test("while I was offline is there when I am back, with what I have not read", async () => {
    const scene = new Scene();
    await settle();
    scene.line.break("network");
    const dm = openDirectMessage(scene);
    await vi.advanceTimersByTimeAsync(5_000);
    expectUnread(scene, dm.id, 2);
  });

  test("with every event of it lost is there soon after the clock of my room was hinted", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesChanges = true;
    const dm = openDirectMessage(scene);
    const room: RoomName = "user:me";
    scene.line.down.clock({ room, to: scene.server.clockOf(room) });
    await vi.advanceTimersByTimeAsync(5_000);
    expectUnread(scene, dm.id, 2);
  });

  test("with even the hints lost is there after the routine comparison", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesChanges = true;
    const dm = openDirectMessage(scene);
    await vi.advanceTimersByTimeAsync(REPAIRED_WITHIN_MS);
    expectUnread(scene, dm.id, 2);
  });
});

describe("two devices of mine", () => {
  async function openTwo() {
    const server = newServer();
    const [desk, phone] = [new Scene({ server }), new Scene({ server })];
    await settle();
    for (const text of ["one", "two", "three", "four"]) desk.ada(text);
    await settle();
    return { desk, phone, id: desk.general.id };
  }

  test("G19: what one read while the other was offline is read on the other when it is back", async () => {
    const { desk, phone, id } = await openTwo();
    phone.line.break("network");
    phone.line.isReachable = false;
    desk.workspace.actions.markRead(id, 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(selectUnread(phone.state, id).unread).toBe(4);
    phone.line.isReachable = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(selectUnread(phone.state, id).unread).toBe(1);
    expect(desk.general.counts("me").unreadCount).toBe(1);
  });

  test.each([
    [1, 3],
    [3, 1],
    [4, 2],
  ])("G21: that read up to %i and %i at once both end at the furthest", async (one, other) => {
    const { desk, phone, id } = await openTwo();
    desk.workspace.actions.markRead(id, one);
    phone.workspace.actions.markRead(id, other);
    await vi.advanceTimersByTimeAsync(2_000);
    const furthest = Math.max(one, other);
    expect(desk.general.seat("me").lastReadSeq).toBe(furthest);
    for (const { state } of [desk, phone]) {
      expect(state.participations.get(id)?.lastReadSeq).toBe(furthest);
      expect(selectUnread(state, id).unread).toBe(4 - furthest);
    }
  });
});

test("G17: clocks of a database that is no more lead to one reconnect and no loop", async () => {
  const scene = new Scene();
  await settle();
  for (const text of ["one", "two"]) scene.ada(text);
  await settle();
  scene.server.epoch = asId<Epoch>("00000000-0000-7000-8000-00000000e002");
  const dials = scene.line.dials;
  await scene.reconnect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(scene.line.dials - dials).toBe(1);
  expect(scene.state.epoch).toBe(scene.server.epoch);
  expect(scene.line.countAsked("workspace:bootstrap")).toBeLessThanOrEqual(4);
});

test("G12: a thousand messages missed while offline are each on the screen once", async () => {
  const scene = new Scene();
  scene.workspace.actions.openConversation(scene.general.id);
  await settle();
  scene.ada("before");
  await settle();
  scene.line.break("network");
  scene.line.isReachable = false;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  for (let number = 1; number <= 1_000; number++) scene.ada(`m${number}`);
  scene.line.isReachable = true;
  await vi.advanceTimersByTimeAsync(60_000);
  const { actions } = scene.workspace;
  const texts = () =>
    selectTimeline(scene.state, scene.general.id).messages.map(({ text }) => text);
  expect(texts().at(-1)).toBe("m1000");
  for (let page = 0; page < 1_000 && !texts().includes("before"); page++) {
    await actions.loadOlder(scene.general.id);
  }
  expect(texts()).toEqual(["before", ...Array.from({ length: 1_000 }, (_, at) => `m${at + 1}`)]);
});

test("G23: a thousand messages typed without waiting, over a reconnect, are stored in the order typed", async () => {
  const scene = new Scene();
  await settle();
  const typed = Array.from({ length: 1_000 }, (_, number) => `m${number}`);
  for (const text of typed.slice(0, 500))
    scene.workspace.actions.sendMessage(scene.general.id, text);
  await vi.advanceTimersByTimeAsync(5);
  scene.line.break("network");
  for (const text of typed.slice(500)) scene.workspace.actions.sendMessage(scene.general.id, text);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(scene.general.messages.map(({ text }) => text)).toEqual(typed);
  expect(selectTimeline(scene.state, scene.general.id).pending).toEqual([]);
});
