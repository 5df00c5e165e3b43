import type {
  Bootstrap,
  ChangeKind,
  MessageView,
  RoomChanges,
  SyncAnswer,
} from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Action, actionTable, type Hearer, hearers } from "../action-table.ts";
import type { Actor } from "../actor.ts";
import { expectSame } from "../expect-same.ts";
import { createReferenceClient, type ReferenceClient } from "../reference-client.ts";
import type { SocketActor } from "../socket-actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { readMessages, readTruth } from "../truth.ts";
import { buildWorld, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

/** What was told in one turn comes whole, late, early, more than once, or not at all. */
const arrivals: Record<string, readonly number[]> = {
  "in order": [0, 1, 2],
  "each twice": [0, 0, 1, 1, 2, 2],
  "all again": [0, 1, 2, 0, 1, 2],
  late: [0, 2, 1],
  early: [1, 0, 2],
  backwards: [2, 1, 0],
  "the first lost": [1, 2],
  "one lost": [0, 2],
  "the last lost": [0, 1],
  "all lost": [],
};
const TURNS = 3;

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

/** What someone holds before anything happens, to be held by as many clients as there are arrivals. */
interface Beginning {
  bootstrap: Bootstrap;
  directory: SyncAnswer;
  messages: Map<MessageView["conversationId"], MessageView[]>;
}

async function begin(actor: Actor): Promise<Beginning> {
  const bootstrap = await actor.must("workspace:bootstrap", {}, world.workspaceId);
  const clocks = { ...bootstrap.clocks, workspace: 0 };
  const directory = await actor.must("sync", { epoch: bootstrap.epoch, clocks }, world.workspaceId);
  const ids = bootstrap.conversations.map(({ id }) => id);
  const messages = await Promise.all(
    ids.map(async (id) => [id, await readMessages(actor, world.workspaceId, id)] as const),
  );
  return { bootstrap, directory, messages: new Map(messages) };
}

function newClient(actor: Actor, { bootstrap, directory, messages }: Beginning): ReferenceClient {
  const client = createReferenceClient(actor.userId);
  client.start(bootstrap);
  client.applySync(directory);
  for (const id of client.unloaded()) client.load(id, messages.get(id) ?? []);
  return client;
}

/** As every client does in the end: asks for what it misses, and loads what is to be loaded. */
async function catchUp(actor: Actor, client: ReferenceClient, epoch: Bootstrap["epoch"]) {
  const clocks = Object.fromEntries(client.clocks);
  client.applySync(await actor.must("sync", { epoch, clocks }, world.workspaceId));
  for (const id of client.unloaded()) {
    client.load(id, await readMessages(actor, world.workspaceId, id));
  }
}

async function forEveryone<T>(make: (who: Hearer) => Promise<T>): Promise<Record<Hearer, T>> {
  const entries = await Promise.all(hearers.map(async (who) => [who, await make(who)] as const));
  return Object.fromEntries(entries) as Record<Hearer, T>;
}

/** Lets it happen some times over, and gives what each socket was told in each turn. */
async function takeTurns(
  action: Action,
  sockets: Record<Hearer, SocketActor>,
): Promise<Record<Hearer, RoomChanges[][]>> {
  const told = await forEveryone(async (): Promise<RoomChanges[][]> => []);
  for (let turn = 0; turn < TURNS; turn++) {
    await action.act(world, turn);
    await settled(...Object.values(sockets));
    for (const who of hearers) {
      const { heard } = sockets[who];
      const changes = heard.splice(0).filter(({ event }) => event === "changes");
      told[who].push(changes.map(({ payload }) => payload as RoomChanges));
    }
  }
  return told;
}

function heardIn(told: RoomChanges[][], room: string, kind: ChangeKind): number {
  return told
    .flat()
    .filter((changes) => changes.room === room)
    .flatMap(({ changes }) => changes)
    .filter((change) => change.kind === kind).length;
}

describe("each kind of change", () => {
  const kinds = Object.keys(actionTable) as ChangeKind[];

  test.each(kinds)(
    "%s: is heard by whom it concerns, and does no harm in any order",
    async (kind) => {
      const action = actionTable[kind];
      const beginnings = await forEveryone((who) => begin(world[who]));
      const sockets = await forEveryone((who) => enter(world[who], world.workspaceId));
      const told = await takeTurns(action, sockets);
      const heardBy = hearers.filter((who) => heardIn(told[who], action.room(world), kind) > 0);
      expect(heardBy).toEqual(hearers.filter((who) => action.heardBy.includes(who)));

      for (const who of hearers) {
        const actor = world[who];
        const truth = await readTruth(actor, world.workspaceId);
        for (const [arrival, turns] of Object.entries(arrivals)) {
          const client = newClient(actor, beginnings[who]);
          for (const turn of turns)
            for (const changes of told[who][turn] ?? []) client.apply(changes);
          await catchUp(actor, client, beginnings[who].bootstrap.epoch);
          expectSame(`${who}, ${arrival}`, client.held(), truth);
        }
        sockets[who].socket.disconnect();
      }
    },
    90_000,
  );
});
