import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  act,
  ClientWorld,
  expectConverged,
  ME,
  type Step,
} from "../realtime/testing/client-world.ts";
import { trimTimeline } from "./trim-timeline.ts";

/** A run is known by its seed: a thousand steps would tell a reader nothing more. */
function stepsOf(seed: number): Step[] {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
  return Array.from({ length: STEPS }, () => [below(1_000), below(100), below(10_000)]);
}

const STEPS = 1_200;
const seeds = fc.nat(2 ** 31);

/** One step of the network, the screens and the connection. */
async function carry(world: ClientWorld, [what, whom, number]: Step): Promise<void> {
  const { network, conversations } = world;
  const conversation = conversations[number % conversations.length];
  const kind = what % 40;
  if (kind < 20) network.deliver(number);
  else if (kind < 24) network.double(number);
  else if (kind < 28) network.drop(number);
  else if (kind < 32 && conversation) world.readPage(conversation, number);
  else if (kind < 36) world.arrivePage();
  else if (kind === 36) world.bootstrap();
  else if (kind === 37 && conversation) {
    world.store.setState((state) => trimTimeline(state, conversation.id, 5), true);
  } else if (whom < 40) {
    await world.sync(() => {
      act(world, [whom * 7, number, whom]);
      network.deliver(whom);
    });
  }
}

describe("whatever the network does, a client ends where the server is", () => {
  test("over live, lost, doubled and overtaken changes, pages, trims and syncs", async () => {
    const run = async (seed: number) => {
      const world = new ClientWorld();
      for (const step of stepsOf(seed)) {
        if (step[1] % 2 === 0) act(world, step);
        else await carry(world, step);
      }
      await world.settle();
      expectConverged(world);
    };
    await fc.assert(fc.asyncProperty(seeds, run), { numRuns: 10 });
  }, 60_000);

  test("without any sync, when everything arrives in any order and more than once", async () => {
    const run = (seed: number) => {
      const world = new ClientWorld();
      for (const step of stepsOf(seed)) {
        if (step[1] % 3 > 0) act(world, step);
        else if (step[0] % 2 === 0) world.network.deliver(step[2]);
        else world.network.double(step[2]);
      }
      world.network.deliverAll();
      for (const conversation of world.conversations.filter((room) => room.has(ME))) {
        const held = world.state.messages.get(conversation.id);
        for (const message of held?.runs.flat() ?? []) {
          expect(message).toEqual(conversation.messages[message.seq - 1]);
        }
      }
    };
    fc.assert(fc.property(seeds, run), { numRuns: 5 });
  }, 60_000);
});
