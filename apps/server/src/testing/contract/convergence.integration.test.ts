import { createHash } from "node:crypto";
import type { Role, WorkspaceId } from "@hallway/protocol";
import * as fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, test } from "vitest";
import type { Actor } from "../actor.ts";
import { expectSame } from "../expect-same.ts";
import { createLineClient, type LineClient } from "../line-client.ts";
import { anyStep, type Playground, type Step, takeStep } from "../random-steps.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { readTruth } from "../truth.ts";
import { createWorkspace, findGeneral } from "../world.ts";

const RUNS = 30;
const STEPS = 40;
/** On a busy machine as many runs as fit into this time. */
const MOST_MS = 60_000;
const NAMES = ["Ann One", "Bea Two", "Cid Three", "Dan Four"];
const ROLES: Role[] = ["owner", "admin", "member", "guest"];

let server: TestServer;
let actors: Actor[];

beforeAll(async () => {
  server = await startServer();
  actors = await Promise.all(NAMES.map((name) => server.signUp(name)));
});
afterAll(() => server.close());

/** A workspace with the four in it, each in a role of their own. */
async function newWorkspace(): Promise<WorkspaceId> {
  const [owner, ...others] = actors;
  if (!owner) throw new Error("Nobody signed up");
  const slug = `w-${createHash("sha256").update(uuidv7()).digest("hex").slice(0, 20)}`;
  const workspaceId = await createWorkspace(owner, slug);
  await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
  for (const [at, actor] of others.entries()) {
    await actor.must("workspace:join", { workspaceId });
    const role = { userId: actor.userId, role: ROLES[at + 1] ?? "member" };
    await owner.must("member:set-role", role, workspaceId);
  }
  return workspaceId;
}

async function act(playground: Playground, clients: LineClient[], step: Step): Promise<void> {
  const client = clients[step.who];
  if (step.kind === "sync") return client?.sync();
  if (step.kind === "reconnect") {
    client?.disconnect();
    return step.a % 3 === 0 ? undefined : client?.connect();
  }
  await takeStep(playground, step);
  if (client?.client.isBehind() && step.a % 4 === 0) await client.sync();
}

/** The steps in their order, some of them begun before the one before has ended. */
async function actAll(
  playground: Playground,
  clients: LineClient[],
  steps: readonly Step[],
): Promise<void> {
  let running: Promise<void>[] = [];
  for (const step of steps) {
    if (!step.overlaps) {
      await Promise.all(running);
      running = [];
    }
    running.push(act(playground, clients, step));
  }
  await Promise.all(running);
}

/** Whoever was shut out comes back, with what they held when they were. */
async function letEveryoneIn(workspaceId: WorkspaceId): Promise<void> {
  for (const by of actors) {
    for (const { userId } of actors) await by.ask("member:reactivate", { userId }, workspaceId);
  }
}

async function expectConverged(person: LineClient, workspaceId: WorkspaceId): Promise<void> {
  const { actor, client } = person;
  await person.connect();
  await person.settle();
  const truth = await readTruth(actor, workspaceId);
  expectSame(actor.name, client.held(), truth);
  person.flushLate();
  expectSame(`${actor.name}, after late events`, client.held(), truth);
  person.disconnect();
}

test("what a client holds after any mix of live events, losses, reorderings and syncs is what is there", async () => {
  const runs = fc.asyncProperty(
    fc.array(anyStep(NAMES.length), { minLength: STEPS, maxLength: STEPS }),
    fc.nat(),
    async (steps, seed) => {
      const workspaceId = await newWorkspace();
      const clients = actors.map((actor, at) =>
        createLineClient(actor, { workspaceId, seed: seed + at }),
      );
      const [owner] = actors;
      if (!owner) throw new Error("Nobody signed up");
      const playground: Playground = {
        workspaceId,
        actors,
        conversations: [await findGeneral(owner, workspaceId)],
        messages: [],
      };
      for (const client of clients) await client.connect();

      await actAll(playground, clients, steps);

      await letEveryoneIn(workspaceId);
      await Promise.all(clients.map((client) => expectConverged(client, workspaceId)));
    },
  );
  await fc.assert(runs, {
    numRuns: RUNS,
    interruptAfterTimeLimit: MOST_MS,
    endOnFailure: true,
  });
}, 180_000);
