import { setTimeout as pause } from "node:timers/promises";
import { type Measurement, median } from "./measurement.ts";
import {
  type Contest,
  type OpenRoom,
  openBareRooms,
  openContest,
  openHallwayRooms,
  type Seating,
} from "./open-rooms.ts";
import type { ServerProcess } from "./server-process.ts";

/** So many rooms, of so many sockets each, with so many messages under way in each; and what is aimed at. */
interface Layout extends Seating {
  inFlight: number;
  goal: { deliveries: string; cpu: string };
}

/** As many rooms as it takes until processors are the limit, not the wait for commits. */
const LAYOUTS: readonly Layout[] = [
  { rooms: 60, sockets: 10, inFlight: 4, goal: { deliveries: "≥ 1.5×", cpu: "≤ 0.85×" } },
  { rooms: 6, sockets: 100, inFlight: 8, goal: { deliveries: "≥ 5×", cpu: "≤ 0.33×" } },
  { rooms: 1, sockets: 1_000, inFlight: 8, goal: { deliveries: "≥ 4.5×", cpu: "≤ 0.3×" } },
];
const ROUNDS = 3;
const WARM_UP_MS = 1_000;
const MEASURE_MS = 3_000;
const TEXT = "x".repeat(100);

/** Deliveries a second at saturation, and what each costs: durable, acknowledged and access-checked, beside a bare broadcast. */
export async function benchFanOut(): Promise<Measurement[]> {
  const contest = await openContest();
  try {
    const measured: Measurement[] = [];
    for (const layout of LAYOUTS) measured.push(...(await compare(contest, layout)));
    return measured;
  } finally {
    await contest.stop();
  }
}

async function compare(contest: Contest, layout: Layout): Promise<Measurement[]> {
  const ours: Result[] = [];
  const base: Result[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = createCount(() => 1);
    const bareRooms = await openBareRooms(contest, layout, bare.hear);
    base.push(await saturate(contest.bare, { ...layout, rooms: bareRooms, count: bare }));
    const hallway = createCount(changesIn);
    const hallwayRooms = await openHallwayRooms(contest, layout, hallway.hear);
    ours.push(await saturate(contest.hallway, { ...layout, rooms: hallwayRooms, count: hallway }));
  }
  const name = `rooms of ${layout.sockets} (${layout.inFlight} in flight)`;
  const row = (what: string, unit: string, pick: (result: Result) => number): Measurement => ({
    what: `${what}, ${name}`,
    value: median(ours.map(pick)),
    unit,
    baseline: { what: "bare socket.io", value: median(base.map(pick)) },
    goal: unit === "/s" ? layout.goal.deliveries : layout.goal.cpu,
  });
  return [
    row("deliveries", "/s", (result) => result.perSecond),
    row("CPU per million deliveries", "s", (result) => result.cpuPerMillion),
  ];
}

interface Result {
  perSecond: number;
  cpuPerMillion: number;
}

async function saturate(
  server: ServerProcess,
  { rooms, count, inFlight }: { rooms: OpenRoom[]; count: Count; inFlight: number },
): Promise<Result> {
  let sending = true;
  const senders = rooms.flatMap((room) =>
    room.sockets.slice(0, inFlight).map(async (socket) => {
      while (sending) await room.send(socket, TEXT);
    }),
  );
  await pause(WARM_UP_MS);
  const start = { at: performance.now(), delivered: count.deliveries(), cpu: server.cpuSeconds() };
  await pause(MEASURE_MS);
  const delivered = count.deliveries() - start.delivered;
  const seconds = (performance.now() - start.at) / 1_000;
  const cpu = server.cpuSeconds() - start.cpu;
  sending = false;
  await Promise.all(senders);
  for (const { sockets } of rooms) for (const socket of sockets) socket.close();
  return { perSecond: delivered / seconds, cpuPerMillion: (cpu / delivered) * 1_000_000 };
}

/** Deliveries so far, by what each event brings. */
interface Count {
  hear(packet: string): void;
  deliveries(): number;
}

function createCount(messagesIn: (packet: string) => number): Count {
  let deliveries = 0;
  return {
    hear: (packet) => {
      deliveries += messagesIn(packet);
    },
    deliveries: () => deliveries,
  };
}

/** How many messages a `changes` event brings: by its clocks, which stand at its start. */
function changesIn(packet: string): number {
  const [, from, to] = CLOCKS.exec(packet.slice(0, CLOCKS_WITHIN)) ?? [];
  return Number(to ?? 0) - Number(from ?? 0);
}

const CLOCKS = /"changes",\{"room":"[^"]*","from":(\d+),"to":(\d+)/;
const CLOCKS_WITHIN = 250;
