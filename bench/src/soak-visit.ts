import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { v7 as uuidv7 } from "uuid";
import type { Clocks } from "./crowd.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { openSessions, type Seated } from "./seat-people.ts";
import type { ServerProcess } from "./server-process.ts";
import { signedIn, type Visitor } from "./visitor.ts";

/** Where visits lead: one workspace with everybody, and many small ones that nobody is in most of the time. */
export interface Town {
  hallway: ServerProcess;
  pool: Pool;
  workspaceId: string;
  people: readonly Seated[];
  /** In the last one nobody speaks: people come into it and leave it. */
  conversationIds: readonly string[];
  hamlets: readonly { workspaceId: string; people: readonly Seated[] }[];
}

/** People whose pictures are on a screen. */
const SHOWN = 30;
const SHORTEST_STAY_S = 5;
/** What each visit does follows from its number, so that a run repeats itself; these share no factor. */
const EVERY = { hamlet: 10, madeUp: 51, speaks: 2, marks: 3, moves: 7, signsOut: 4, bootstraps: 8 };

/** Somebody comes with a new session, does what people do, stays for some seconds, and goes without a word or signs out. */
export async function visit(town: Town, number: number): Promise<void> {
  if (number % EVERY.madeUp === 0) return knockWhereNothingIs(town, number);
  const { workspaceId, person } = placeOf(town, number);
  const [cookie = ""] = await openSessions(town.pool, [person.userId]);
  const visitor = signedIn(town.hallway.url, { userId: person.userId, cookie });
  const held = await clocksOf(visitor, workspaceId, number);
  const socket = await openRawSocket({
    url: town.hallway.url,
    namespace: `/w/${workspaceId}`,
    cookie,
    onEvent: () => undefined,
  });
  try {
    const { epoch, clocks } = held;
    await ask(socket, "sync", { epoch, clocks });
    if (workspaceId === town.workspaceId) await takePart(town, { socket, visitor, number });
    await pause((SHORTEST_STAY_S + (number % 10)) * 1_000);
    if (number % EVERY.signsOut === 0) await signOut(town, visitor);
  } finally {
    socket.close();
  }
}

function placeOf(town: Town, number: number): { workspaceId: string; person: Seated } {
  const hamlet = town.hamlets[(number / EVERY.hamlet) % town.hamlets.length];
  const isHamlet = number % EVERY.hamlet === 0 && hamlet;
  const { workspaceId, people } = isHamlet ? hamlet : town;
  const person = people[number % people.length];
  if (!person) throw new Error("Nobody lives here");
  return { workspaceId, person };
}

/** What clients remember of their last visit. */
const remembered = new Map<string, Clocks>();

async function clocksOf(visitor: Visitor, workspaceId: string, number: number): Promise<Clocks> {
  const key = `${workspaceId} ${visitor.userId}`;
  const known = remembered.get(key);
  if (known && number % EVERY.bootstraps !== 0) return known;
  const { epoch, clocks } = await visitor.command<Clocks>("workspace:bootstrap", {}, workspaceId);
  remembered.set(key, { epoch, clocks });
  return { epoch, clocks };
}

interface Visit {
  socket: RawSocket;
  visitor: Visitor;
  number: number;
}

async function takePart(town: Town, { socket, visitor, number }: Visit): Promise<void> {
  const { people, conversationIds, workspaceId } = town;
  const [square, ...others] = conversationIds.toReversed();
  const conversationId = others[number % others.length];
  const shown = Array.from({ length: SHOWN }, (_, next) => people[(number + next) % people.length]);
  socket.tell("presence:watch", { userIds: shown.map((person) => person?.userId) });
  await ask(socket, "message:list", { conversationId, limit: 20 });
  socket.tell("typing", { conversationId });
  if (number % EVERY.speaks === 0) {
    const text = `Visit ${number} says that the build is green`;
    await ask(socket, "message:send", { id: uuidv7(), conversationId, text });
  }
  if (number % EVERY.marks === 0) await ask(socket, "read:mark", { conversationId, seq: 1 });
  if (number % EVERY.moves === 0) {
    await ask(socket, "channel:join", { conversationId: square });
    await visitor.command("channel:leave", { conversationId: square }, workspaceId);
  }
  socket.tell("presence", { status: "away" });
}

/** An answer that a lost connection will never bring is not waited for. */
async function ask(socket: RawSocket, event: string, payload: unknown): Promise<void> {
  const lost = socket.closed.then(() => {
    throw new Error("The connection was lost");
  });
  await Promise.race([socket.ask(event, payload), lost]);
}

async function signOut({ hallway: { url } }: Town, { cookie }: Visitor): Promise<void> {
  const answer = await fetch(`${url}/api/auth/sign-out`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: "{}",
  });
  await answer.text();
  if (!answer.ok) throw new Error(`sign-out: ${answer.status}`);
}

/** A workspace that is none; the connection is left for the server to close. */
async function knockWhereNothingIs({ hallway, people }: Town, number: number): Promise<void> {
  const cookie = people[number % people.length]?.cookie ?? "";
  const opening = openRawSocket({
    url: hallway.url,
    namespace: `/w/${uuidv7()}`,
    cookie,
    onEvent: () => undefined,
  });
  const isOpen = await opening.then(
    () => true,
    () => false,
  );
  if (isOpen) throw new Error("A workspace that is none let somebody in");
}
