import { setTimeout as pause } from "node:timers/promises";
import { type Measurement, median, percentile } from "./measurement.ts";
import { type OpenRoom, openBareRooms, openContest, openHallwayRooms } from "./open-rooms.ts";

const SEATING = { rooms: 20, sockets: 10 };
const MESSAGES_PER_S = 500;
const WARM_UP_MS = 1_000;
const MEASURE_MS = 4_000;
const ROUNDS = 3;

/** From a sender's emit to each of the ten who get it, at 5,000 deliveries a second. */
export async function benchLatency(): Promise<Measurement[]> {
  const contest = await openContest();
  const ours: number[][] = [];
  const base: number[][] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const bare = createWatch();
      base.push(await paced(await openBareRooms(contest, SEATING, bare.hear), bare));
      const hallway = createWatch();
      ours.push(await paced(await openHallwayRooms(contest, SEATING, hallway.hear), hallway));
    }
  } finally {
    await contest.stop();
  }
  return [50, 99].map((p) => ({
    what: `delivery at ${MESSAGES_PER_S * SEATING.sockets}/s, rooms of ${SEATING.sockets}, p${p}`,
    value: median(ours.map((times) => percentile(times, p))),
    unit: "ms",
    baseline: { what: "bare socket.io", value: median(base.map((t) => percentile(t, p))) },
    goal: p === 50 ? "≤ baseline + 1 ms" : "≤ 2.5×",
  }));
}

/** Reads from each message when it was sent. */
interface Watch {
  hear(packet: string): void;
  times: number[];
}

function createWatch(): Watch {
  const times: number[] = [];
  return {
    times,
    hear(packet) {
      const now = performance.now();
      for (const [, at] of packet.matchAll(SENT_AT)) times.push(now - Number(at));
    },
  };
}

const SENT_AT = /"text":"at (\d+(?:\.\d+)?) /g;

/** Sends at an even pace, each message from another room, and never waits for an answer. */
async function paced(rooms: readonly OpenRoom[], watch: Watch): Promise<number[]> {
  const total = ((WARM_UP_MS + MEASURE_MS) / 1_000) * MESSAGES_PER_S;
  const warm = (WARM_UP_MS / 1_000) * MESSAGES_PER_S;
  const start = performance.now();
  const answers: Promise<unknown>[] = [];
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, ((performance.now() - start) / 1_000) * MESSAGES_PER_S);
    for (; sent < due; sent++) {
      if (sent === warm) watch.times.length = 0;
      const room = rooms[sent % rooms.length];
      const socket = room?.sockets[sent % room.sockets.length];
      if (room && socket)
        answers.push(room.send(socket, `at ${performance.now()} ${"x".repeat(80)}`));
    }
    await pause(1);
  }
  await Promise.all(answers);
  for (const { sockets } of rooms) for (const socket of sockets) socket.close();
  return watch.times;
}
