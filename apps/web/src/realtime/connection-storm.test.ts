import { paces } from "@hallway/protocol";
import { expect, test } from "vitest";
import {
  type ConnectionState,
  DARK_DIAL_MS,
  DIAL_TIMEOUT_MS,
  LONGEST_DELAY_MS,
  nextConnection,
  nextTickAt,
} from "./connection-state.ts";
import type { BrokenBy } from "./line.ts";
import { createChance } from "./testing/chance.ts";

const CLIENTS = 3_000;
const STEP_MS = 10;
/** What a server that is busy asks for: one to five seconds. */
const MOST_RETRY_MS = 5_000;

/** Drops everybody at once, and lets the server be back after a while; says what came of it. */
function storm({ by, awayMs }: { by: BrokenBy; awayMs: number }) {
  const chance = createChance(7);
  const live: ConnectionState = { phase: "live", failures: 0, wasUp: true };
  const clients = Array.from({ length: CLIENTS }, () =>
    nextConnection(live, { type: "down", by, now: 0, chance: chance() }),
  );
  return untilBack(clients, { awayMs, chance });
}

/** Everybody has been in the dark, waiting or in the middle of a dial, and is answered within one second. */
function lightForAll() {
  const chance = createChance(11);
  const dark = { failures: 4, wasUp: true, isDark: true } as const;
  const clients = Array.from({ length: CLIENTS }, (_, at): ConnectionState => {
    const redialsAt = chance() * DARK_DIAL_MS;
    const shut = { ...dark, shutSince: -40_000, redialsAt };
    const hangs = { ...shut, phase: "dialing", givesUpAt: DIAL_TIMEOUT_MS } as const;
    const waits = { ...dark, phase: "waiting", dialsAt: chance() * LONGEST_DELAY_MS } as const;
    const now = Math.floor(chance() * 1_000);
    const answered = { type: "answered", wasShut: true, now, chance: chance() } as const;
    return nextConnection(at % 2 ? hangs : waits, answered);
  });
  return untilBack(clients, { awayMs: 0, chance });
}

function untilBack(
  clients: ConnectionState[],
  { awayMs, chance }: { awayMs: number; chance: () => number },
) {
  let turns: number = paces.handshakes.burst;
  let dials = 0;
  let now = 0;
  for (; clients.some(({ phase }) => phase !== "live"); now += STEP_MS) {
    turns = Math.min(
      paces.handshakes.burst,
      turns + (paces.handshakes.perSecond * STEP_MS) / 1_000,
    );
    for (const [at, client] of clients.entries()) {
      if (client.phase === "live" || (nextTickAt(client) ?? 0) > now) continue;
      const dialing = nextConnection(client, { type: "tick", now, chance: chance() });
      dials++;
      const isIn = now >= awayMs && turns >= 1;
      if (isIn) turns -= 1;
      const isBusy = !isIn && now >= awayMs;
      const retryInMs = isBusy ? 1_000 * Math.ceil((chance() * MOST_RETRY_MS) / 1_000) : 0;
      clients[at] = isIn
        ? nextConnection(dialing, { type: "up", now })
        : nextConnection(dialing, {
            type: "down",
            by: "network",
            now,
            retryInMs,
            chance: chance(),
          });
    }
  }
  return { backMs: now, dialsEach: dials / CLIENTS };
}

test.each([
  ["a server that closed them and is there again at once", { by: "server" as const, awayMs: 0 }],
  ["a network that broke for all of them", { by: "network" as const, awayMs: 0 }],
  ["a server that was away for five seconds", { by: "server" as const, awayMs: 5_000 }],
])("G32: 3,000 clients are back within 40 s: %s", (_, dropped) => {
  const { backMs, dialsEach } = storm(dropped);
  expect(backMs).toBeLessThanOrEqual(40_000);
  expect(dialsEach).toBeLessThanOrEqual(6);
});

test("G11, G32: 3,000 clients whose way is open again in one moment are back within 40 s", () => {
  const { backMs, dialsEach } = lightForAll();
  expect(backMs).toBeLessThanOrEqual(40_000);
  expect(dialsEach).toBeLessThanOrEqual(6);
});
