import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { type Clocks, openMany } from "./crowd.ts";
import { addChannels, settle } from "./fill-workspace.ts";
import { type Measurement, percentile } from "./measurement.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { foundWorkspace, SESSION_SECRET, type Seated, seatPeople } from "./seat-people.ts";
import { type Site, startSite } from "./site.ts";

/** Each needs an open file at either end: `ulimit -n` above this and a thousand more. */
const PEOPLE = Number(process.env.PEOPLE ?? 10_000);
const SECONDS = Number(process.env.MEASURE_SECONDS ?? 60);
const AT_ONCE = 32;
/** After the last has come: what their coming gave to tell has been told. */
const SETTLE_MS = 15_000;

const SENDS_PER_SECOND = 5;
const TEXT = "Lunch is at noon and the build is green; whoever breaks it brings a cake. ".repeat(2);
/** Whoever sends was writing for that long before, and everybody's client says so every three seconds. */
const WRITERS = 20;
/** Each person goes away and comes back, and loses their line, so often. */
const AWAY_PER_HOUR = 2;
const DROPS_PER_HOUR = 1;
/** The people whom a client shows at a time: its direct messages, who wrote what is on the screen, who is in the list. */
const SHOWN = 30;

/**
 * One channel of 10,000 people who are all online in one workspace: five messages a second, people writing, going away,
 * coming back and losing their line.
 */
export async function benchBigRoom(): Promise<Measurement[]> {
  const site = await startSite({ SESSION_SECRET });
  try {
    const room = await gather(site);
    await pause(SETTLE_MS);
    const { hallway } = site;
    room.heard.forget();
    const cpuBefore = hallway.cpuSeconds();
    const started = performance.now();
    const stop = liven(room);
    await pause(SECONDS * 1_000);
    const seconds = (performance.now() - started) / 1_000;
    const cpuShare = (hallway.cpuSeconds() - cpuBefore) / seconds;
    await stop();
    return toRows(room, { cpuShare, seconds, rssBytes: hallway.rssBytes() });
  } finally {
    await site.stop();
  }
}

interface Place {
  person: Seated;
  socket: RawSocket;
}

interface BigRoom {
  places: Place[];
  conversationId: string;
  heard: Heard;
  connectMs: number;
  open(person: Seated, index: number): Promise<RawSocket>;
}

async function gather({ hallway, pool }: Site): Promise<BigRoom> {
  const { workspaceId, owner } = await foundWorkspace(hallway.url);
  const people = await seatPeople(pool, { workspaceId, count: PEOPLE });
  const memberIds = people.map(({ memberId }) => memberId);
  const channel = { workspaceId, count: 1, name: "everyone", memberIds };
  const [conversationId = ""] = await addChannels(pool, channel);
  await settle(pool);
  const { epoch, clocks } = await owner.command<Clocks>("workspace:bootstrap", {}, workspaceId);
  const heard = new Heard();

  async function open({ userId, cookie }: Seated, index: number): Promise<RawSocket> {
    const namespace = `/w/${workspaceId}`;
    const onEvent = (packet: string) => heard.add(packet);
    const opening = { url: hallway.url, namespace, cookie, onEvent };
    const socket = await insist(() => openRawSocket(opening));
    const held = {
      workspace: clocks.workspace,
      [`channel:${conversationId}`]: 1,
      [`user:${userId}`]: 0,
    };
    await insist(() => socket.ask("sync", { epoch, clocks: held }));
    const shown = Array.from({ length: SHOWN }, (_, next) => people[(index + next) % PEOPLE]);
    socket.tell("presence:watch", { userIds: shown.map((person) => person?.userId) });
    return socket;
  }

  const started = performance.now();
  const sockets = await openMany(PEOPLE, AT_ONCE, (index) => open(people[index] as Seated, index));
  const connectMs = performance.now() - started;
  const places = people.map((person, index) => ({ person, socket: sockets[index] as RawSocket }));
  return { places, conversationId, heard, connectMs, open };
}

/** Whoever is told to come back in a moment does: a machine that does other things keeps the database waiting. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (refusal) {
      if (!`${refusal}`.includes('"unavailable"')) throw refusal;
      await pause(RETRY_MS);
    }
  }
}

const RETRY_MS = 2_000;

/** What all sockets together have heard: how long messages took, and how many bytes were of which kind. */
class Heard {
  readonly times: number[] = [];
  durableBytes = 0;
  ephemeralBytes = 0;

  /** All but `changes` (typing, presence, clocks) passes by and is kept nowhere. Packets are plain ASCII. */
  add(packet: string): void {
    if (!packet.startsWith('["changes"', packet.indexOf("["))) {
      this.ephemeralBytes += packet.length;
      return;
    }
    this.durableBytes += packet.length;
    const now = performance.now();
    // What was committed together comes in one event.
    for (const [, sentAt] of packet.matchAll(/sent-at:([\d.]+)/g))
      this.times.push(now - Number(sentAt));
  }

  forget(): void {
    this.times.length = 0;
    this.durableBytes = 0;
    this.ephemeralBytes = 0;
  }
}

/** Everyone does what people do, until it is stopped and what was begun is through. */
function liven(room: BigRoom): () => Promise<void> {
  const { places, conversationId } = room;
  const takeTurn = takeTurns(places);
  const writers = Array.from({ length: WRITERS }, takeTurn);
  const away = new Set<Place>();
  const begun = new Set<Promise<unknown>>();
  const begin = (work: Promise<unknown>) => {
    begun.add(work);
    void work.finally(() => begun.delete(work));
  };
  const perHour = (times: number) => (times * PEOPLE) / 3_600;
  const timers = [
    every(SENDS_PER_SECOND, () => {
      const writer = writers.shift();
      writers.push(takeTurn());
      const text = `sent-at:${performance.now().toFixed(3)} ${TEXT}`;
      const message = { id: uuidv7(), conversationId, text };
      begin(insist(async () => writer?.socket.ask("message:send", message)));
    }),
    every(WRITERS / 3, () => {
      const writer = writers[Math.floor(Math.random() * writers.length)];
      writer?.socket.tell("typing", { conversationId });
    }),
    every(perHour(2 * AWAY_PER_HOUR), () => {
      const place = takeTurn();
      const isBack = away.delete(place);
      if (!isBack) away.add(place);
      place.socket.tell("presence", { status: isBack ? "active" : "away" });
    }),
    every(perHour(DROPS_PER_HOUR), () => {
      const place = takeTurn();
      if (writers.includes(place)) return;
      place.socket.close();
      begin(comeBack(room, place));
    }),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(begun);
  };
}

async function comeBack(room: BigRoom, place: Place): Promise<void> {
  place.socket = await room.open(place.person, room.places.indexOf(place));
}

/** A tick that comes late makes up for those that did not come. */
function every(timesPerSecond: number, act: () => void): NodeJS.Timeout {
  const started = performance.now();
  let acts = 0;
  return setInterval(() => {
    const due = ((performance.now() - started) / 1_000) * timesPerSecond;
    for (; acts < due; acts++) act();
  }, 1_000 / timesPerSecond);
}

/** One after the other, those who sit far apart. */
function takeTurns(places: readonly Place[]): () => Place {
  let next = 0;
  return () => {
    next = (next + STRIDE) % places.length;
    return places[next] as Place;
  };
}

/** Shares no factor with any round number, so that everybody has a turn. */
const STRIDE = 7_919;

function toRows(
  { heard, connectMs }: BigRoom,
  { cpuShare, seconds, rssBytes }: { cpuShare: number; seconds: number; rssBytes: number },
): Measurement[] {
  const { times, durableBytes, ephemeralBytes } = heard;
  const what = `one channel of ${PEOPLE}, all online, ${SENDS_PER_SECOND} messages a second`;
  const share = ephemeralBytes / (durableBytes + ephemeralBytes);
  return [
    { what: `${what}: delivery, p50`, value: percentile(times, 50), unit: "ms", goal: "" },
    { what: "delivery, p99", value: percentile(times, 99), unit: "ms", goal: "≤ 1,000 ms" },
    { what: "deliveries", value: times.length / seconds, unit: "/s", goal: "" },
    { what: "CPU of the server", value: 100 * cpuShare, unit: "% of a core", goal: "≤ 80 %" },
    {
      what: "typing, presence and clocks among the bytes",
      value: 100 * share,
      unit: "%",
      goal: "≤ 20 %",
    },
    { what: "memory of the server", value: rssBytes / 1_000_000, unit: "MB", goal: "" },
    {
      what: "connects with session, rooms and sync",
      value: PEOPLE / (connectMs / 1_000),
      unit: "/s",
      goal: "",
    },
  ];
}
