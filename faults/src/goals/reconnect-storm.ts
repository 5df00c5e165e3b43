import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { command } from "../client-account.ts";
import type { History, SiteView } from "../contract.ts";
import { createWorld, type Person } from "../load-world.ts";
import type { Meanwhile } from "../run.ts";
import type { Site } from "../site.ts";
import { until } from "../waiting.ts";
import type { GoalRun, Measure } from "./goal.ts";
import { keepLightClient, type LightClient } from "./light-client.ts";
import { watchLoops } from "./loop-watch.ts";

const people = 300;
const devicesEach = 10;
const missed = 20;
const patienceMs = 240_000;
/** Apart from the names and addresses of those who are at work already. */
const SEED = 2_000_000;

/** Three thousand devices are connected and caught up; all lines are cut in one moment, and messages go on. */
const dropEveryone: Meanwhile = async ({ site, history }) => {
  const crowd = await gatherCrowd(site, history);
  const loops = await watchLoops(site.nodes);
  const before = sumUp(crowd.devices);
  const droppedAt = performance.now();
  await cutAllLines(site, history);
  const clock = await crowd.writeMissed();
  const slowest = await untilBack(crowd.devices, { clock, since: droppedAt });
  const back = crowd.devices.filter((device) => device.isBack(clock)).length;
  const after = sumUp(crowd.devices);
  const figures = {
    back,
    slowest,
    stall: await loops.end(),
    later: after.later - before.later,
    failed: crowd.devices.length - back + after.never - before.never,
  };
  for (const [name, value] of Object.entries(figures))
    history.write({ type: "measured", name: `storm ${name}`, value: Math.round(value) });
  for (const device of crowd.devices) device.close();
};

export const reconnectStorm: GoalRun = {
  name: "reconnect-storm",
  what: "All lines of 3,000 devices are cut in one moment, while 20 messages go to everyone.",
  deployments: ["cluster"],
  crowd: { clients: 20, channels: 5, messagesPerSecond: 5 },
  minutes: 0,
  env: { RATE_LIMITS: "on" },
  schedule: () => [],
  meanwhile: dropEveryone,
  goals: [
    {
      name: "G32",
      promise:
        "All are back and caught up within 40 s, and no node stands still for half a second.",
      figures: [
        stormFigure("back", { name: "devices back", limit: { atLeast: people * devicesEach } }),
        stormFigure("slowest", { name: "the last after", unit: "ms", limit: { atMost: 40_000 } }),
        stormFigure("stall", { name: "longest stall", unit: "ms", limit: { atMost: 500 } }),
        stormFigure("failed", { name: "devices that failed", limit: { atMost: 0 } }),
      ],
    },
  ],
};

function stormFigure(of: string, measure: Omit<Measure, "read">): Measure {
  return {
    ...measure,
    read: ({ record }) => record.measured.find(({ name }) => name === `storm ${of}`)?.value ?? null,
  };
}

interface LightCrowd {
  devices: LightClient[];
  /** Writes into everybody's channel; resolves with its clock afterwards. */
  writeMissed(): Promise<number>;
}

async function gatherCrowd({ view }: Site, history: History): Promise<LightCrowd> {
  const load = { channels: 0, messagesPerSecond: 0, seed: SEED };
  const world = await createWorld({ site: view, history, clients: people, ...load });
  const { workspaceId, owner } = world;
  const firstScreens = new Map<Person, FirstScreen>();
  for (const person of world.people)
    firstScreens.set(person, await readFirstScreen(view, { person, workspaceId }));
  const general = firstScreens.get(owner)?.conversations.find(({ name }) => name === "general");
  if (!general) throw new Error("There is no channel for everybody");
  const room = `channel:${general.id}`;
  const devices = Array.from({ length: devicesEach }).flatMap((_, turn) =>
    [...firstScreens].map(([{ credentials }, { epoch, clocks }], index) =>
      keepLightClient({
        ...{ site: view, workspaceId, cookie: credentials.cookie, epoch, clocks, room },
        url: view.urls[(index + turn) % view.urls.length] ?? view.origin,
      }),
    ),
  );
  const isEveryoneIn = () => devices.every((device) => device.isBack(0));
  await until("everyone is connected and has caught up", isEveryoneIn, patienceMs);
  return {
    devices,
    async writeMissed() {
      let clock = 0;
      for (let count = 0; count < missed; count++) {
        const input = { id: uuidv7(), conversationId: general.id, text: `missed ${count}` };
        clock = await sendSurely(view, { person: owner, workspaceId }, input);
      }
      return clock;
    },
  };
}

type Who = { person: Person; workspaceId: string };

function ask(site: SiteView, { person, workspaceId }: Who, [name, input]: [string, unknown]) {
  const { cookie } = person.credentials;
  return command(site, { node: 0, cookie, workspaceId }, { name, input });
}

/** Again until it is answered: the line was cut under it, or everybody asks at once. Its id makes that harmless. */
async function sendSurely(site: SiteView, who: Who, input: { id: string }): Promise<number> {
  let tick: number | undefined;
  await until(
    "a message is acknowledged",
    async () => {
      const answer = await ask(site, who, ["message:send", input]).catch(() => null);
      const sent = Sent.safeParse(answer);
      tick = sent.data?.data.message.tick;
      return sent.success;
    },
    patienceMs,
  );
  return tick ?? 0;
}

async function readFirstScreen(site: SiteView, who: Who): Promise<FirstScreen> {
  return Bootstrap.parse(await ask(site, who, ["workspace:bootstrap", {}])).data;
}

const FirstScreen = z.object({
  epoch: z.string(),
  clocks: z.record(z.string(), z.number()),
  conversations: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
type FirstScreen = z.infer<typeof FirstScreen>;
const Bootstrap = z.object({ data: FirstScreen });
const Sent = z.object({ data: z.object({ message: z.object({ tick: z.number() }) }) });

function sumUp(devices: readonly LightClient[]): LightClient["told"] {
  const told = devices.map((device) => device.told);
  return {
    later: told.reduce((sum, { later }) => sum + later, 0),
    never: told.reduce((sum, { never }) => sum + never, 0),
  };
}

/** A reset of every connection that leads from people to a node, noted as the fault that it is. */
async function cutAllLines({ links }: Site, history: Pick<History, "write">): Promise<void> {
  const doors = links.filter(({ name }) => name.startsWith("client-"));
  await Promise.all(
    doors.map(async (link, index) => {
      const line = { id: index + 1, name: "reset", target: link.name };
      history.write({ type: "fault", ...line, plannedMs: 0, detail: { share: 1 } });
      await link.reset();
      history.write({ type: "heal", ...line, tookMs: 0 });
    }),
  );
}

/** The time until the last one is back; until patience ends, where some are not. */
async function untilBack(
  devices: readonly LightClient[],
  { clock, since }: { clock: number; since: number },
): Promise<number> {
  await until("everyone is back", () => devices.every((device) => device.isBack(clock)), patienceMs)
    // Who is missing is counted.
    .catch(() => undefined);
  return performance.now() - since;
}
