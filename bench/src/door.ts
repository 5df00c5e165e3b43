import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import type { BotsFrom, Raid, RaidReport } from "./bots.ts";
import { openMany } from "./crowd.ts";
import { addChannels, settle } from "./fill-workspace.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { foundWorkspace, SESSION_SECRET, seatPeople } from "./seat-people.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { type Site, startSite } from "./site.ts";

const BOTS = join(import.meta.dirname, "bots.ts");
const BARE_DOOR = join(import.meta.dirname, "bare-door.ts");
const BOTS_PER_SECOND = Number(process.env.BOTS_PER_SECOND ?? 10_000);
const CHANNELS = 10;
const PEOPLE_A_CHANNEL = 10;
const SENDS_PER_SECOND = 50;
const ROUNDS = 3;
const ROUND_MS = 10_000;
/** The last of the bots before have their answers. */
const CALM_MS = 2_000;

/**
 * Bots knock ten thousand times a second: what those who are in notice of it, beside minutes without bots, and beside
 * minutes in which the same bots knock at another process, since bots that share the processors are felt at any door.
 */
export async function benchDoor(): Promise<Measurement[]> {
  const site = await startSite({ SESSION_SECRET, RATE_LIMITS: "on" });
  const elsewhere = await startProcess(BARE_DOOR, {});
  const bots = forkBots();
  try {
    const house = await openHouse(site);
    await runRound(house);
    const rounds: Record<BotsFrom, Round[]> = { "one network": [], everywhere: [] };
    const beside: Beside = { calm: [], elsewhere: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const from of ["one network", "everywhere"] as const) {
        beside.calm.push(await runRound(house));
        beside.elsewhere.push(await runRound(house, { bots, from, at: elsewhere }));
        await pause(CALM_MS);
        rounds[from].push(await runRound(house, { bots, from, at: site.hallway }));
        await pause(CALM_MS);
      }
    }
    return [
      ...toRows("one network", rounds["one network"], beside),
      ...toRows("everywhere", rounds.everywhere, beside),
    ];
  } finally {
    bots.kill();
    await elsewhere.stop();
    await site.stop();
  }
}

/** Bots have machines of their own: on this one they get what nobody else wants, where the system knows such processes. */
function forkBots(): ChildProcess {
  if (process.platform !== "linux") return fork(BOTS, { execArgv: [] });
  return fork(BOTS, { execPath: "chrt", execArgv: ["--idle", "0", process.execPath] });
}

/** What a raid is held against. */
interface Beside {
  calm: Round[];
  elsewhere: Round[];
}

interface House {
  site: Site;
  /** Who is in, and where they speak. */
  people: { socket: RawSocket; conversationId: string }[];
}

async function openHouse(site: Site): Promise<House> {
  const { hallway, pool } = site;
  const { workspaceId } = await foundWorkspace(hallway.url);
  const seated = await seatPeople(pool, { workspaceId, count: CHANNELS * PEOPLE_A_CHANNEL });
  const conversationIds: string[] = [];
  for (let channel = 0; channel < CHANNELS; channel++) {
    const group = seated.slice(channel * PEOPLE_A_CHANNEL, (channel + 1) * PEOPLE_A_CHANNEL);
    const memberIds = group.map(({ memberId }) => memberId);
    const name = `table-${channel}`;
    conversationIds.push(...(await addChannels(pool, { workspaceId, count: 1, name, memberIds })));
  }
  await settle(pool);
  const namespace = `/w/${workspaceId}`;
  const sockets = await openMany(seated.length, 16, (index) => {
    const cookie = seated[index]?.cookie ?? "";
    return openRawSocket({ url: hallway.url, namespace, cookie, onEvent: () => undefined });
  });
  const people = sockets.map((socket, index) => ({
    socket,
    conversationId: conversationIds[Math.floor(index / PEOPLE_A_CHANNEL)] ?? "",
  }));
  return { site, people };
}

interface Round {
  /** How long acknowledgements took, in milliseconds. */
  times: number[];
  /** Share of a core that the server took. */
  cpuShare: number;
  raid: RaidReport | null;
}

async function runRound(
  { site: { hallway }, people }: House,
  raiders?: { bots: ChildProcess; from: BotsFrom; at: ServerProcess },
): Promise<Round> {
  const raiding =
    raiders && raid(raiders.bots, { ...ORDERS, port: portOf(raiders.at), from: raiders.from });
  const times: number[] = [];
  const cpuBefore = hallway.cpuSeconds();
  const started = performance.now();
  const answers: Promise<void>[] = [];
  for (let sent = 0; sent < (ROUND_MS / 1_000) * SENDS_PER_SECOND; sent++) {
    await pause(Math.max(0, started + (sent * 1_000) / SENDS_PER_SECOND - performance.now()));
    const person = people[sent % people.length];
    if (person) answers.push(say(person).then((ms) => void times.push(ms)));
  }
  await Promise.all(answers);
  const seconds = (performance.now() - started) / 1_000;
  const cpuShare = (hallway.cpuSeconds() - cpuBefore) / seconds;
  return { times, cpuShare, raid: (await raiding) ?? null };
}

function portOf({ url }: ServerProcess): number {
  return Number(new URL(url).port);
}

const ORDERS = { ms: ROUND_MS, perSecond: BOTS_PER_SECOND };

async function say({ socket, conversationId }: House["people"][number]): Promise<number> {
  const started = performance.now();
  const message = { id: uuidv7(), conversationId, text: "Who is at the door?" };
  await socket.ask("message:send", message);
  return performance.now() - started;
}

async function raid(bots: ChildProcess, orders: Raid): Promise<RaidReport> {
  bots.send(orders);
  const [report] = (await once(bots, "message")) as [RaidReport];
  return report;
}

function toRows(
  from: BotsFrom,
  raided: readonly Round[],
  { calm, elsewhere }: Beside,
): Measurement[] {
  const of = (rounds: readonly Round[], p: number) =>
    median(rounds.map(({ times }) => percentile(times, p)));
  const reports = raided.flatMap((round) => round.raid ?? []);
  const sum = (pick: (report: RaidReport) => number) =>
    reports.reduce((total, report) => total + pick(report), 0);
  const knocks = sum((report) => report.refused + report.admitted + report.other);
  const row = (p: number, [what, held]: [string, readonly Round[]], goal = ""): Measurement => ({
    what: `bots from ${from}: acknowledgement, p${p}`,
    value: of(raided, p),
    unit: "ms",
    baseline: { what, value: of(held, p) },
    goal,
  });
  const count = (what: string, value: number, goal: string): Measurement => {
    return { what: `bots from ${from}: ${what}`, value, unit: "", goal };
  };
  return [
    ...[50, 99].flatMap((p) => [
      row(p, ["no bots", calm]),
      row(p, ["as many bots at another process", elsewhere], p === 99 ? "≤ 2×" : ""),
    ]),
    count(
      "knocks a second at another process",
      median(elsewhere.flatMap((round) => round.raid?.perSecond ?? [])),
      "as many",
    ),
    count("knocks a second", median(reports.map(({ perSecond }) => perSecond)), "10,000"),
    count(
      "refused with 503, %",
      (100 * sum(({ refused }) => refused)) / knocks,
      "all beyond the pace",
    ),
    count(
      "let in, a second",
      sum(({ admitted }) => admitted) / ((ROUNDS * ROUND_MS) / 1_000),
      "1 or 100, and the burst",
    ),
    count(
      "answered otherwise or not at all",
      sum(({ other }) => other),
      "0",
    ),
    count(
      "CPU of the server, % of a core",
      100 * median(raided.map(({ cpuShare }) => cpuShare)),
      "",
    ),
  ];
}
