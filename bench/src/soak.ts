import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Census, censusEnvironment, takeCensus } from "./census.ts";
import { addChannels, settle } from "./fill-workspace.ts";
import { fitLine } from "./line-fit.ts";
import type { Measurement } from "./measurement.ts";
import { readMetrics } from "./metrics.ts";
import { foundWorkspace, SESSION_SECRET, seatPeople } from "./seat-people.ts";
import type { ServerProcess } from "./server-process.ts";
import { type Site, startSite } from "./site.ts";
import { type Town, visit } from "./soak-visit.ts";
import { signedIn } from "./visitor.ts";

/** Visits, each with a connection of its own. */
const VISITS_PER_MINUTE = Number(process.env.VISITS_PER_MINUTE ?? 1_000);
const PEOPLE = 400;
const CHANNELS = 6;
/** Workspaces that are empty most of the time. */
const HAMLETS = 20;
const HAMLET_PEOPLE = 4;
const SAMPLE_EVERY_MS = 5_000;
/** Long enough for absences, counted limits and connections kept alive to be forgotten. */
const REST_MS = 90_000;
/** Before the first census: all code has run and all lasting things are made. */
const FIRST_MINUTES = 1;

/**
 * People come and go for a long time: what of them is left in the server. Memory is a line through its samples after the
 * first quarter; what else there is, is counted when everyone has gone, beside what there was after the first minute.
 */
export async function benchSoak({ minutes }: { minutes: number }): Promise<Measurement[]> {
  const censusSocket = join(tmpdir(), `hallway-census-${process.pid}.sock`);
  const site = await startSite({
    ...censusEnvironment(censusSocket),
    RATE_LIMITS: "on",
    SESSION_SECRET,
  });
  try {
    const town = await found(site);
    await populate(town, FIRST_MINUTES, () => undefined);
    const before = await rest(site.hallway, censusSocket);
    const samples: Sample[] = [];
    const started = performance.now();
    const visits = await populate(town, minutes, () => {
      const hours = (performance.now() - started) / 3_600_000;
      samples.push({ x: hours, y: site.hallway.rssBytes() });
    });
    const after = await rest(site.hallway, censusSocket);
    return toRows({ minutes, samples, visits, before, after });
  } finally {
    await site.stop();
    rmSync(censusSocket, { force: true });
  }
}

interface Sample {
  /** Hours since the start. */
  x: number;
  /** Bytes of resident memory. */
  y: number;
}

async function found({ hallway, pool }: Site): Promise<Town> {
  const { workspaceId, owner } = await foundWorkspace(hallway.url);
  const people = await seatPeople(pool, { workspaceId, count: PEOPLE });
  const memberIds = people.map(({ memberId }) => memberId);
  const channels = { workspaceId, count: CHANNELS, name: "square", memberIds };
  const conversationIds = await addChannels(pool, channels);
  const hamlets: Town["hamlets"][number][] = [];
  for (let index = 0; index < HAMLETS; index++) {
    const { workspace } = await owner.command<{ workspace: { id: string } }>("workspace:create", {
      name: `Hamlet ${index}`,
      slug: `hamlet-${index}`,
    });
    const some = people.slice(index * HAMLET_PEOPLE, (index + 1) * HAMLET_PEOPLE);
    await owner.command("workspace:update", { policy: { join: "open" } }, workspace.id);
    for (const person of some) {
      const input = { workspaceId: workspace.id };
      await signedIn(hallway.url, person).command("workspace:join", input);
    }
    hamlets.push({ workspaceId: workspace.id, people: some });
  }
  await settle(pool);
  return { hallway, pool, workspaceId, people, conversationIds, hamlets };
}

/** Lets people come for so long, and waits until the last of them has gone. */
async function populate(town: Town, minutes: number, sample: () => void): Promise<Visits> {
  const started = performance.now();
  const here = new Set<Promise<void>>();
  const sampling = setInterval(sample, SAMPLE_EVERY_MS);
  let count = 0;
  const failures: string[] = [];
  while (performance.now() - started < minutes * 60_000) {
    const one = visit(town, count)
      .catch((error: Error) => void failures.push(error.message))
      .finally(() => here.delete(one));
    here.add(one);
    count++;
    const due = started + (count * 60_000) / VISITS_PER_MINUTE;
    await pause(Math.max(0, due - performance.now()));
  }
  clearInterval(sampling);
  await Promise.all(here);
  return { count, failures };
}

interface Visits {
  count: number;
  /** Why each that failed did. */
  failures: string[];
}

interface Rest extends Census {
  connections: number;
  rooms: number;
  namespaces: number;
}

async function rest(hallway: ServerProcess, censusSocket: string): Promise<Rest> {
  await pause(REST_MS);
  const metrics = await readMetrics(hallway);
  const read = (name: string) => metrics.get(name) ?? Number.NaN;
  return {
    ...(await takeCensus(censusSocket)),
    connections: read("hallway_connections"),
    rooms: read("hallway_rooms"),
    namespaces: read("hallway_namespaces"),
  };
}

const REASONS_SHOWN = 5;

/** The most frequent reasons and how often each, whatever ids they name. */
function reasonsOf(failures: readonly string[]): [reason: string, count: number][] {
  const toKind = (reason: string) => reason.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "…");
  return [...Map.groupBy(failures, toKind)]
    .map(([reason, all]): [string, number] => [reason.slice(0, 100), all.length])
    .sort(([, some], [, others]) => others - some)
    .slice(0, REASONS_SHOWN);
}

/** A machine that does other things keeps the database waiting, and people with it. */
const BUSY = /busy or away|"unavailable"|503/;

function toRows({
  minutes,
  samples,
  visits,
  before,
  after,
}: {
  minutes: number;
  samples: readonly Sample[];
  visits: Visits;
  before: Rest;
  after: Rest;
}): Measurement[] {
  const warm = samples.filter(({ x }) => x >= minutes / 60 / 4);
  const { intercept, slope, slopeError } = fitLine(warm);
  const percent = (bytes: number) => (100 * bytes) / intercept;
  const broken = visits.failures.filter((reason) => !BUSY.test(reason));
  const none = { unit: "", goal: "0" };
  const beside = (what: string, pick: (rest: Rest) => number, unit = ""): Measurement => ({
    what: `${what} when everyone has gone`,
    value: pick(after),
    unit,
    baseline: { what: `after ${FIRST_MINUTES} minute`, value: pick(before) },
    goal: "the same",
  });
  return [
    {
      what: `memory over ${minutes} minutes of ${VISITS_PER_MINUTE} visits a minute (± ${percent(slopeError).toFixed(1)})`,
      value: percent(slope),
      unit: "%/h",
      goal: "≤ 1 %/h over a day",
    },
    {
      what: "memory at the end of the line",
      value: (intercept + (slope * minutes) / 60) / 1e6,
      unit: "MB",
      goal: "",
    },
    { what: "visits", value: visits.count, unit: "", goal: "" },
    {
      what: "visits that were told to come back in a moment",
      value: visits.failures.length - broken.length,
      unit: "",
      goal: "",
    },
    { what: "visits that failed otherwise", value: broken.length, ...none },
    ...reasonsOf(broken).map(([reason, count]) => ({
      what: `  ${reason}`,
      value: count,
      ...none,
    })),
    { what: "connections when everyone has gone", value: after.connections, ...none },
    { what: "rooms when everyone has gone", value: after.rooms, ...none },
    { what: "namespaces when everyone has gone", value: after.namespaces, ...none },
    beside("network sockets", ({ networkSockets }) => networkSockets),
    beside("timers", ({ timers }) => timers),
    beside("things that can be listened to", ({ emitters }) => emitters),
    beside("functions (listeners are)", ({ functions }) => functions),
    beside("live heap", ({ heapBytes }) => heapBytes / 1e6, "MB"),
  ];
}
