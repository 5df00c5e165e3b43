import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectSame } from "../expect-same.ts";
import { extentOr } from "../fuzz/extent.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { readTruth, type Truth } from "../truth.ts";
import { act, comeBack, openWorkspace, type Person, type RealWorkspace } from "./real-workspace.ts";
import {
  type Deed,
  decide,
  deedKinds,
  newModel,
  PEOPLE,
  PLACES,
  unreadOf,
  type WorkspaceModel,
} from "./workspace-model.ts";

/** In the gate as many runs as fit into the time, on whatever machine. */
const extent = extentOr({ count: 50, minutes: 0.5 });
const MINUTE_MS = 60_000;

let server: TestServer;
let people: Person[];

beforeAll(async () => {
  server = await startServer();
  people = await Promise.all(["Ann", "Bea", "Cid", "Dan"].map(newPerson));
});
afterAll(() => server.close());

async function newPerson(name: string): Promise<Person> {
  const desk = await server.signUp(name);
  const device = server.anonymous();
  await device.signIn(desk.email);
  return { desk, device };
}

/** A deed as fast-check runs it: what the model allows, and only that, the server allows. */
class DeedCommand implements fc.AsyncCommand<WorkspaceModel, RealWorkspace> {
  readonly #deed: Deed;

  constructor(deed: Deed) {
    this.#deed = deed;
  }

  check({ messages }: Readonly<WorkspaceModel>): boolean {
    return messages.length > 0 || !["retry", "edit", "delete"].includes(this.#deed.kind);
  }

  async run(model: WorkspaceModel, real: RealWorkspace): Promise<void> {
    const allowed = decide(model, this.#deed);
    expect([this.toString(), await act(real, this.#deed)]).toEqual([this.toString(), allowed]);
  }

  toString(): string {
    return JSON.stringify(this.#deed);
  }
}

const weights: Partial<Record<Deed["kind"], number>> = { send: 8, revoke: 1, restartNode: 1 };
const anyKind = fc.oneof(
  ...deedKinds.map((kind) => ({ weight: weights[kind] ?? 3, arbitrary: fc.constant(kind) })),
);
const anyDeed = fc
  .record({
    kind: anyKind,
    who: fc.nat(PEOPLE - 1),
    whom: fc.nat(PEOPLE - 1),
    where: fc.nat(PLACES - 1),
    which: fc.nat(30),
  })
  .map((deed) => new DeedCommand(deed));

/** Everything that one person is shown of the places is what the model says. */
function expectModelled(person: number, truth: Truth, { model, real }: Compared): void {
  for (const [at, place] of model.places.entries()) {
    const id = real.places[at];
    if (!id) throw new Error("There is no such place");
    const isInside = place.inside.has(person);
    expect([id, truth.conversations.has(id)]).toEqual([id, isInside]);
    if (!isInside) continue;
    const lines = (truth.messages.get(id) ?? []).map((message) => ({
      seq: message.seq,
      author: real.people.findIndex(({ desk }) => desk.userId === message.authorId),
      text: message.kind === "system" ? null : message.text,
      deleted: message.deletedAt !== null,
    }));
    expect(lines).toEqual(place.lines.map((line, index) => ({ seq: index + 1, ...line })));
    expect(truth.unread.get(id)).toMatchObject({
      lastReadSeq: place.read[person],
      unreadCount: unreadOf(place, person),
    });
  }
  expect(truth.me?.role).toBe(model.roles[person]);
}

interface Compared {
  model: WorkspaceModel;
  real: RealWorkspace;
}

/** The server, every client's view, live and caught up, and the model agree. */
async function expectAgreed({ model, real }: Compared): Promise<void> {
  for (const [at, client] of real.clients.entries()) {
    await comeBack(real, at);
    await client.settle();
    const desk = real.people[at]?.desk;
    if (!desk) throw new Error("There is no such person");
    const truth = await readTruth(desk, real.workspaceId);
    expectModelled(at, truth, { model, real });
    expectSame(desk.name, client.client.held(), truth);
    client.flushLate();
    expectSame(`${desk.name}, after late events`, client.client.held(), truth);
    client.disconnect();
  }
}

test(
  "whatever people and machines do, the database, every client and a plain model agree",
  async () => {
    const run = fc.asyncProperty(
      fc.commands([anyDeed], { maxCommands: 40, size: "max" }),
      fc.nat(),
      async (deeds, seed) => {
        const model = newModel();
        const real = await openWorkspace(server, people, seed);
        await fc.asyncModelRun(() => ({ model, real }), deeds);
        await expectAgreed({ model, real });
      },
    );
    await fc.assert(run, {
      seed: extent.seed,
      numRuns: extent.count,
      interruptAfterTimeLimit: extent.minutes * MINUTE_MS,
    });
  },
  (extent.minutes + 5) * MINUTE_MS,
);
