import { gzipSync } from "node:zlib";
import { addChannels, addMembers, addMessages, memberIdOf, settle } from "./fill-workspace.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import { startSite } from "./site.ts";
import { signUp, type Visitor } from "./visitor.ts";

const MEMBERS = 10_000;
const CHANNELS = 2_000;
const CHANGED = 1_000;
const MISSED = 5;
const ROUNDS = 20;

interface Bootstrap {
  epoch: string;
  clocks: Record<string, number>;
}

/** The first screen in a workspace of 10,000 people for someone in 2,000 channels, and the `sync` after a day away. */
export async function benchLargeWorkspace(): Promise<Measurement[]> {
  const site = await startSite();
  try {
    const owner = await signUp(site.hallway.url, "owner");
    const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
      name: "Bench",
      slug: "bench",
    });
    const workspaceId = workspace.id;
    const memberId = await memberIdOf(site.pool, { workspaceId, userId: owner.userId });
    await addMembers(site.pool, { workspaceId, count: MEMBERS });
    const channels = { workspaceId, count: CHANNELS, name: "large", memberIds: [memberId] };
    const conversationIds = await addChannels(site.pool, channels);
    await addMessages(site.pool, { conversationIds, authorId: owner.userId, count: 20 });
    await settle(site.pool);
    const bootstrap = await repeat(() =>
      owner.command<Bootstrap>("workspace:bootstrap", {}, workspaceId),
    );
    const { epoch, clocks } = bootstrap.answer;
    const changed = conversationIds.slice(0, CHANGED);
    const count = MISSED;
    await addMessages(site.pool, { conversationIds: changed, authorId: owner.userId, count });
    const sync = await repeat(() => syncAll(owner, workspaceId, { epoch, clocks }));
    return [...rowsOf("bootstrap", bootstrap), ...rowsOf("sync after a day away", sync)];
  } finally {
    await site.stop();
  }
}

/** So many rooms a client names in one `sync`. */
const ROOMS_AT_ONCE = 4_000;

async function syncAll(
  owner: Visitor,
  workspaceId: string,
  { epoch, clocks }: Bootstrap,
): Promise<unknown> {
  const rooms = Object.entries(clocks);
  const answers: unknown[] = [];
  for (let at = 0; at < rooms.length; at += ROOMS_AT_ONCE) {
    const some = Object.fromEntries(rooms.slice(at, at + ROOMS_AT_ONCE));
    answers.push(await owner.command("sync", { epoch, clocks: some }, workspaceId));
  }
  return answers;
}

interface Repeated<Answer> {
  answer: Answer;
  times: number[];
}

async function repeat<Answer>(ask: () => Promise<Answer>): Promise<Repeated<Answer>> {
  let answer = await ask();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    answer = await ask();
    times.push(performance.now() - started);
  }
  return { answer, times };
}

function rowsOf(name: string, { answer, times }: Repeated<unknown>): Measurement[] {
  const size = gzipSync(JSON.stringify(answer)).length / 1_000;
  const isBootstrap = name === "bootstrap";
  const place = isBootstrap
    ? "10,000 members, 2,000 channels"
    : "1,000 of 2,000 conversations changed";
  return [
    {
      what: `${name}, p50, ${place}`,
      value: median(times),
      unit: "ms",
      goal: isBootstrap ? "≤ 300 ms" : "≤ 200 ms",
    },
    { what: `${name}, p95, ${place}`, value: percentile(times, 95), unit: "ms", goal: "" },
    {
      what: `${name}, size, ${place}`,
      value: size,
      unit: "kB gzip",
      goal: isBootstrap ? "≤ 300 kB" : "",
    },
  ];
}
