import type { Pool } from "pg";
import { addChannels, addMessages, memberIdOf, settle } from "./fill-workspace.ts";
import { type Measurement, percentile } from "./measurement.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { type Site, startSite } from "./site.ts";
import { signUp, type Visitor } from "./visitor.ts";

/** Messages in the conversation; the last step is asked for by HISTORY_MESSAGES, up to tens of millions. */
const SIZES = [10_000, Number(process.env.HISTORY_MESSAGES ?? 1_000_000)];
const PAGES = 300;
const PAGE = 50;
/** Pages that a server which has just started is asked for before any is timed. */
const WARM_UP = 200;

/** A page of 50 as a client asks for it over its socket, the newest and by cursor anywhere, and the same rows by plain SQL. */
export async function benchHistory(): Promise<Measurement[]> {
  const site = await startSite();
  try {
    const place = await settleIn(site);
    const measured: Measurement[] = [];
    let written = 0;
    for (const size of SIZES) {
      await grow(site.pool, place, size - written);
      written = size;
      measured.push(...(await timePages(site.pool, place, size)));
    }
    return measured;
  } finally {
    await site.stop();
  }
}

interface Place {
  owner: Visitor;
  socket: RawSocket;
  conversationId: string;
}

async function settleIn({ hallway, pool }: Site): Promise<Place> {
  const owner = await signUp(hallway.url, "owner");
  const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
    name: "Bench",
    slug: "bench",
  });
  const memberId = await memberIdOf(pool, { workspaceId: workspace.id, userId: owner.userId });
  const [conversationId = ""] = await addChannels(pool, {
    workspaceId: workspace.id,
    count: 1,
    name: "history",
    memberIds: [memberId],
  });
  const socket = await openRawSocket({
    url: hallway.url,
    namespace: `/w/${workspace.id}`,
    cookie: owner.cookie,
    onEvent: () => undefined,
  });
  return { owner, socket, conversationId };
}

const CHUNK = 250_000;

async function grow(pool: Pool, { conversationId, owner }: Place, count: number): Promise<void> {
  for (let left = count; left > 0; left -= CHUNK) {
    await addMessages(pool, {
      conversationIds: [conversationId],
      authorId: owner.userId,
      count: Math.min(left, CHUNK),
    });
  }
  await settle(pool);
}

async function timePages(pool: Pool, place: Place, size: number): Promise<Measurement[]> {
  for (let page = 0; page < WARM_UP; page++) await ask(place, {});
  const newest = { ours: [] as number[], plain: [] as number[] };
  const deep = { ours: [] as number[], plain: [] as number[] };
  const refused: number[] = [];
  for (let page = 0; page < PAGES; page++) {
    const before = PAGE + 1 + Math.floor(((page * 0.618_034) % 1) * (size - PAGE));
    newest.ours.push(await timed(() => ask(place, {})));
    newest.plain.push(await timed(() => query(pool, place, size + 1)));
    deep.ours.push(await timed(() => ask(place, { before })));
    deep.plain.push(await timed(() => query(pool, place, before)));
    refused.push(await timed(() => ask(place, { before: 0 })));
  }
  const name = `${size.toLocaleString("en")} messages`;
  return [
    row(`newest page of ${PAGE}, p99, ${name}`, newest),
    row(`page of ${PAGE} at any depth, p99, ${name}`, deep),
    row(`page of ${PAGE} at any depth, p50, ${name}`, deep, 50),
    {
      what: `the way alone (refused before the database is asked), p50, ${name}`,
      value: percentile(refused, 50),
      unit: "ms",
      goal: "",
    },
  ];
}

function row(what: string, times: { ours: number[]; plain: number[] }, p = 99): Measurement {
  return {
    what,
    value: percentile(times.ours, p),
    unit: "ms",
    baseline: { what: "plain SQL and JSON", value: percentile(times.plain, p) },
    goal: "≤ 1.5× plain SQL; ≤ 1.5× from 1 M to 10 M",
  };
}

async function ask({ socket, conversationId }: Place, cursor: object): Promise<unknown> {
  const answer = await socket.ask("message:list", { conversationId, limit: PAGE, ...cursor });
  return JSON.parse(answer.slice(answer.indexOf("[")));
}

async function query(pool: Pool, { conversationId }: Place, before: number): Promise<unknown> {
  const { rows } = await pool.query(
    "SELECT * FROM message WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
    [conversationId, before, PAGE],
  );
  return JSON.parse(JSON.stringify(rows));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
