import { type Client, createClient } from "./client.ts";
import type { Letter } from "./client-outbox.ts";
import type { Load, LoadPlan, StartLoad } from "./contract.ts";
import {
  comeOrGo,
  edit,
  markRead,
  readPage,
  remove,
  type Stage,
  write,
  writeOutside,
  writeTwice,
} from "./load-acts.ts";
import { churn, revokeSessions, stallReaders, writeManyTwice } from "./load-raids.ts";
import { settle } from "./load-settle.ts";
import { createWorld, type Person, type World } from "./load-world.ts";
import { createRandom } from "./random.ts";

/** People at work: signs everybody up, connects their devices, and keeps them writing at the wanted rate. */
export const startLoad: StartLoad = async (plan) => {
  const { site, history, seed } = plan;
  const world = await createWorld(plan);
  const counts = { acked: 0, deliveries: 0 };
  const watched = { ...history, write: count };
  const sent = new Map<string, Letter[]>();
  const clients = openDevices({ ...plan, history: watched }, world, remember);
  const [owner] = clients;
  if (!owner) throw new Error("There is nobody to write");
  const random = createRandom(seed + 1);
  let numbers = 0;
  const next = () => ++numbers;
  const stage: Stage = { world, clients, random, nodes: site.urls.length, sent, next };
  const timers = new Set<NodeJS.Timeout>();
  const keeper = keepBusy(plan, stage);

  function count(line: Parameters<typeof history.write>[0]): void {
    if (line.type === "delivered") counts.deliveries += line.messages.length;
    history.write(line);
  }

  function remember(client: string, letter: Letter): void {
    counts.acked++;
    const letters = sent.get(client) ?? [];
    sent.set(client, [...letters.slice(1 - REMEMBERED), letter]);
    const device = clients.find(({ name }) => name === client);
    if (device && random.chance(READ_BACK_CHANCE)) {
      keeper.start(() => readPage(stage, device, letter.conversationId));
    }
  }

  const connected = await settle(site, clients, { timeoutMs: CONNECT_MS });
  if (!connected.settled) throw new Error(`Not everyone came in: ${connected.behind.join(", ")}`);
  keeper.go();
  return {
    progress: () => ({
      ...counts,
      waiting: clients.reduce((sum, client) => sum + client.waiting(), 0),
      connected: clients.filter((client) => client.connection() !== null).length,
    }),
    async quiesce(patience) {
      await keeper.stop();
      return settle(site, clients, patience);
    },
    noteViews() {
      for (const client of clients) client.noteViews();
    },
    stallReaders: (amount, ms) => stallReaders(stage, amount, { ms, timers }),
    revokeSessions: (amount) => revokeSessions(stage, owner, amount),
    churn: (amount) => churn(stage, owner, amount),
    writeTwice: (amount) => writeManyTwice(stage, amount),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await keeper.stop();
      await Promise.all(clients.map((client) => client.stop()));
    },
  } satisfies Load;
};

const REMEMBERED = 20;
const CONNECT_MS = 180_000;
const READ_BACK_CHANCE = 0.15;
const POLLING_CHANCE = 0.2;
const TURN_MS = 40;
/** Nobody writes on while so much of theirs waits: a long outage is not to be followed by a flood. */
const MOST_WAITING = 12;
/** Acts under way at once, letters aside. */
const MOST_ACTS = 150;

function openDevices(
  plan: LoadPlan,
  world: World,
  remember: (client: string, letter: Letter) => void,
): Client[] {
  const { site, history, seed } = plan;
  let asks = 0;
  let sessions = 0;
  const devices = world.people.flatMap((person: Person) =>
    [person.credentials, person.second]
      .filter((credentials) => credentials !== null)
      .map((credentials) => ({ account: person.account, credentials })),
  );
  return devices.map(({ account, credentials }, index) => {
    const random = createRandom(seed * 1_000 + index);
    const name = `c${index + 1}`;
    return createClient({
      ...{ site, history, random, name, account, credentials },
      workspaceId: world.workspaceId,
      home: index % site.urls.length,
      transport: random.chance(POLLING_CHANCE) ? "polling" : "websocket",
      nextAsk: () => ++asks,
      nextSession: () => `s${++sessions}`,
      sent: (letter) => remember(name, letter),
    });
  });
}

/** How often something else is done for each message that is written. */
const acts: readonly [chance: number, act: (stage: Stage, client: Client) => unknown][] = [
  [0.04, writeTwice],
  [0.02, writeOutside],
  [0.1, edit],
  [0.03, remove],
  [0.3, markRead],
  [0.06, readPage],
  [0.015, comeOrGo],
  [0.015, (stage) => churn(stage, firstOf(stage.clients), 1)],
  [0.006, (_stage, client) => client.connection()?.close()],
];

/** Does things at the plan's rate from `go` to `stop`, which waits for what is under way. */
interface Keeper {
  go(): void;
  start(act: () => unknown): void;
  stop(): Promise<void>;
}

function keepBusy({ messagesPerSecond }: LoadPlan, stage: Stage): Keeper {
  const { random, clients } = stage;
  const underWay = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let due = 0;
  let last = 0;

  function start(act: () => unknown): void {
    if (underWay.size >= MOST_ACTS) return;
    const doing = Promise.resolve(act()).finally(() => underWay.delete(doing));
    underWay.add(doing);
  }

  function turn(): void {
    const now = performance.now();
    due = Math.min(messagesPerSecond, due + ((now - last) / 1_000) * messagesPerSecond);
    last = now;
    for (; due >= 1; due--) {
      const client = random.pick(clients);
      if (client.waiting() < MOST_WAITING) write(stage, client);
      for (const [chance, act] of acts) {
        const who = random.pick(clients);
        if (random.chance(chance) && !who.isHushed()) start(() => act(stage, who));
      }
    }
  }

  return {
    start,
    go() {
      last = performance.now();
      timer = setInterval(turn, TURN_MS);
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

function firstOf(clients: readonly Client[]): Client {
  const [first] = clients;
  if (!first) throw new Error("There is nobody");
  return first;
}
