import type { RoomChanges, RoomName } from "@hallway/protocol";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  act,
  ClientWorld,
  expectConverged,
  ME,
  type Step,
} from "../realtime/testing/client-world.ts";
import { pageFor, syncFor } from "../realtime/testing/model-answers.ts";
import type { ModelConversation } from "../realtime/testing/model-room.ts";
import { applyChanges, applyRooms } from "./apply-changes.ts";
import { applyPage } from "./apply-page.ts";
import { isMissingSomething, tickOf } from "./catching-up.ts";
import { selectTimeline } from "./shown-timeline.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What `npm run fuzz -- orders` or `unread` was asked for; the gate provides nothing. */
    extent?: { count: number };
  }
}

const count = (gate: number) => inject("extent")?.count ?? gate;
const PATIENCE_MS = 24 * 60 * 60_000;

const anySteps = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(fc.tuple(fc.nat(999), fc.nat(99), fc.nat(9_999)), {
    minLength: length / 2,
    maxLength: length,
    size: "max",
  });

describe("G15, G22: whatever order things arrive in", () => {
  test(
    "live changes, doubled and permuted with pages and catch-ups, leave the newest of each",
    async () => {
      const run = async (steps: Step[], scheduler: fc.Scheduler) => {
        const world = new ClientWorld();
        const arriving: Promise<unknown>[] = [];
        const arrives = (label: string, arrive: () => void) =>
          void arriving.push(scheduler.schedule(Promise.resolve(), label).then(arrive));
        world.server.listen(ME, (changes) => {
          const deliver = () => world.store.setState((state) => applyChanges(state, changes), true);
          arrives(`${changes.room} ${changes.from}-${changes.to}`, deliver);
          if (changes.to % 3 === 0) arrives(`${changes.room} ${changes.to} again`, deliver);
        });
        for (const [at, step] of steps.entries()) {
          act(world, step);
          if (at % 5 === 0) {
            arriving.push(
              world.syncOver((answer) => scheduler.schedule(Promise.resolve(answer), "catch-up")),
            );
          }
          if (at % 4 === 0) arrives("page", toPage(world, step));
        }
        await scheduler.waitAll();
        await Promise.all(arriving);
        if (!isMissingSomething(world.state) && !isHinted(world)) expectConverged(world);
        await world.settle();
        expectConverged(world);
      };
      const property = fc.asyncProperty(anySteps(30), fc.scheduler(), run);
      await fc.assert(property, { numRuns: count(500) });
    },
    PATIENCE_MS,
  );
});

/** Whether the hint that trails a room's last change would tell the client that there is more. */
function isHinted({ server, state, conversations }: ClientWorld): boolean {
  const clocks: [RoomName, number][] = [
    ["workspace", server.workspaceClock],
    [`user:${ME}`, server.clockOf(`user:${ME}`)],
    ...conversations.map(({ room, clock }): [RoomName, number] => [room, clock]),
  ];
  return clocks.some(([room, clock]) => (tickOf(state, room) ?? clock) < clock);
}

/** Reads a page now; it is applied when it arrives. */
function toPage(world: ClientWorld, [, , number]: Step): () => void {
  const conversation = world.conversations[number % world.conversations.length];
  if (!conversation?.has(ME)) return () => undefined;
  return pageOf(world, conversation);
}

function pageOf(world: ClientWorld, conversation: ModelConversation): () => void {
  const { id } = conversation;
  const page = pageFor(world.server, ME, { conversationId: id, limit: 8 });
  if (!("messages" in page)) return () => undefined;
  return () =>
    world.store.setState((state) => applyPage(state, id, { page, after: 0 }) ?? state, true);
}

describe("G16: a message that is sent between my joining and my catching up", () => {
  const arrivals = ["joined", "message", "catch-up", "page"] as const;
  type Arrival = (typeof arrivals)[number];
  const moments = ["before the message", "after the message"] as const;
  type Moment = (typeof moments)[number];

  const orders = permutationsOf(arrivals);
  const cases = orders.flatMap((order) =>
    moments.flatMap((synced) => moments.map((paged) => ({ order, synced, paged }))),
  );

  test("there are 24 orders of arrival, each with both answers read before or after it", () => {
    expect(orders).toHaveLength(24);
    expect(cases).toHaveLength(96);
  });

  test.each(cases)("is not lost: $order, caught up $synced, page read $paged", async (given) => {
    const world = new ClientWorld();
    const room = world.server.createConversation("later");
    const live: RoomChanges[] = [];
    world.server.listen(ME, (changes) => void live.push(changes));
    const clocks = Object.fromEntries(
      [...world.state.clocks].map(([name, { clock }]) => [name, clock]),
    );
    world.server.join(room, "ada");
    world.server.join(room, ME);
    const joined = live.splice(0);
    const answers = new Map<Arrival, () => void>();
    const readAt = (moment: Moment) => {
      if (given.synced === moment) {
        const { rooms } = syncFor(world.server, ME, { epoch: world.server.epoch, clocks });
        answers.set("catch-up", () =>
          world.store.setState((state) => applyRooms(state, rooms), true),
        );
      }
      if (given.paged === moment) answers.set("page", pageOf(world, room));
    };
    readAt("before the message");
    world.server.send(room, { authorId: "ada", text: "In between" });
    const message = live.splice(0);
    readAt("after the message");
    const deliver = (changes: readonly RoomChanges[]) => () => {
      for (const one of changes) world.store.setState((state) => applyChanges(state, one), true);
    };
    answers.set("joined", deliver(joined));
    answers.set("message", deliver(message));

    for (const arrival of given.order) answers.get(arrival)?.();

    if (isMissingSomething(world.state)) await world.sync(() => undefined);
    else expect(world.state.clocks.get(room.room)?.clock).toBe(room.clock);
    expectConverged(world);
    pageOf(world, room)();
    const { messages } = selectTimeline(world.state, room.id);
    expect(messages.map(({ text }) => text)).toEqual(["In between"]);
  });
});

function permutationsOf<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, at) =>
    permutationsOf(list.toSpliced(at, 1)).map((rest) => [first, ...rest]),
  );
}

test(
  "G20: after every few of very many sends, reads and deletions the unread counts are the server's",
  async () => {
    let world = new ClientWorld();
    const strolls = fc.sample(anySteps(STROLL), { numRuns: Math.ceil(count(5_000) / STROLL) });
    for (const [number, steps] of strolls.entries()) {
      if (number % STROLLS_A_WORLD === 0) world = new ClientWorld();
      for (const step of steps) readOrWrite(world, step);
      await world.settle();
      expectConverged(world);
    }
  },
  PATIENCE_MS,
);

const STROLL = 50;
/** So many, and the world has grown larger than is worth comparing again and again. */
const STROLLS_A_WORLD = 40;

function readOrWrite(world: ClientWorld, [what, whom, number]: Step): void {
  act(world, [READS_AND_WRITES[what % READS_AND_WRITES.length] ?? 0, whom, number]);
  if (number % 4 === 0) world.network.drop(number);
  else world.network.deliver(number);
}

/** The kinds of steps that move a count: sending, editing, deleting, reading, and marking as unread. */
const READS_AND_WRITES = [0, 1, 2, 3, 4, 9, 11, 12, 13, 14, 15];
