import { createServer, type Server as HttpServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { paces } from "@hallway/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Door } from "./admission.ts";
import { createConnectionQuotas } from "./connection-quotas.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { attachSocketServer, createSocketServer } from "./socket-server.ts";
import { createWatchdog } from "./watchdog.ts";

const logger = pino({ level: "silent" });

let http: HttpServer;
let io: HallwayServer;
let url: string;
let door: Door;
let asked: number;
let turnedAway: string[];
let isShut: boolean;

/** No turn comes back while the clock stands still. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  asked = 0;
  turnedAway = [];
  isShut = false;
  io = createSocketServer();
  const watchdog = createWatchdog({ logger, readerCut: () => undefined });
  door = {
    config: { publicUrl: url, rateLimits: true },
    logger,
    visitorOf: ({ headers }) => ({ ip: String(headers["x-from"] ?? "192.0.2.1"), userAgent: null }),
    sessionOf({ cookie }) {
      asked++;
      return cookie ?? null;
    },
    isShut: () => isShut,
    turnedAway: (reason) => turnedAway.push(reason),
  };
  attachSocketServer(io, http, {
    door,
    quotas: createConnectionQuotas({ enabled: true }),
    watchdog,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await io.close();
});

interface Answer {
  status: number;
  retryAfter: string | undefined;
}

const transports = ["polling", "websocket"] as const;

/** A handshake as a browser's page of ours begins it, unless the headers say otherwise. */
function shakeHands(
  transport: (typeof transports)[number],
  headers: Record<string, string> = {},
  query = "",
): Promise<Answer> {
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    "sec-websocket-version": "13",
  };
  return new Promise((resolve, reject) => {
    const asking = request(`${url}/socket.io/?EIO=4&transport=${transport}${query}`, {
      agent: false,
      headers: { origin: url, ...(transport === "websocket" && upgrade), ...headers },
    });
    const answered = (response: IncomingMessage) => {
      const { statusCode = 0 } = response;
      resolve({ status: statusCode, retryAfter: response.headers["retry-after"] });
      response.destroy();
    };
    asking.on("response", answered);
    asking.on("upgrade", answered);
    asking.on("error", reject);
    asking.end();
  });
}

const welcome = { polling: 200, websocket: 101 };

describe.each(transports)("over %s", (transport) => {
  test("X1: a foreign page is refused before anything is asked about its cookie", async () => {
    const headers = { origin: "https://evil.example", cookie: "ann" };
    expect((await shakeHands(transport, headers)).status).toBe(403);
    expect(asked).toBe(0);
    expect(turnedAway).toEqual(["origin"]);
  });

  test("a server that stops sends everybody away for a few seconds", async () => {
    isShut = true;
    const { status, retryAfter } = await shakeHands(transport, { cookie: "ann" });
    expect(status).toBe(503);
    expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
    expect(Number(retryAfter)).toBeLessThanOrEqual(5);
    expect(asked).toBe(0);
  });

  test("an address without a session has so many, then is told when to come back", async () => {
    for (let turn = 0; turn < paces.handshakesOfAddress.burst; turn++) {
      expect((await shakeHands(transport)).status).toBe(welcome[transport]);
    }
    expect(await shakeHands(transport)).toEqual({ status: 503, retryAfter: "1" });
    const elsewhere = { "x-from": "192.0.2.2" };
    expect((await shakeHands(transport, elsewhere)).status).toBe(welcome[transport]);
    vi.advanceTimersByTime(1_000);
    expect((await shakeHands(transport)).status).toBe(welcome[transport]);
    expect((await shakeHands(transport)).status).toBe(503);
  });

  test("an office behind one address is counted by its people, each by their session", async () => {
    const { burst } = paces.handshakesOfSession;
    for (let person = 0; person < 100; person++) {
      const { status } = await shakeHands(transport, { cookie: `session-${person}` });
      expect(status).toBe(welcome[transport]);
    }
    for (let turn = 1; turn < burst; turn++) await shakeHands(transport, { cookie: "session-7" });
    const refused = await shakeHands(transport, { cookie: "session-7" });
    expect(refused.status).toBe(503);
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(6);
    expect(turnedAway).toEqual(["quota"]);
  });

  test("G33: strangers from everywhere leave turns to those who have a session", async () => {
    const { burst } = paces.handshakesOfStrangers;
    const bots = Array.from({ length: burst + 50 }, (_, bot) =>
      shakeHands(transport, { "x-from": `192.0.2.${bot}` }),
    );
    const statuses = (await Promise.all(bots)).map(({ status }) => status);
    expect(statuses.filter((status) => status === welcome[transport])).toHaveLength(burst);
    expect(statuses.filter((status) => status === 503)).toHaveLength(50);
    const { status } = await shakeHands(transport, { cookie: "ann" });
    expect(status).toBe(welcome[transport]);
  }, 60_000);

  test("G33: everybody together has so many a second; the rest is refused before its session is counted", async () => {
    const { burst } = paces.handshakes;
    const crowd = Array.from({ length: burst + 50 }, (_, person) =>
      shakeHands(transport, { cookie: `session-${person}` }),
    );
    const statuses = (await Promise.all(crowd)).map(({ status }) => status);
    expect(statuses.filter((status) => status === welcome[transport])).toHaveLength(burst);
    expect(statuses.filter((status) => status === 503)).toHaveLength(50);
    expect(turnedAway).toEqual(Array(50).fill("busy"));
  }, 60_000);
});

test("whoever names a connection that does not count shakes hands", async () => {
  isShut = true;
  for (const query of ["&sid=", "&sid=abc&sid="]) {
    expect((await shakeHands("websocket", {}, query)).status).toBe(503);
  }
  expect((await shakeHands("websocket", {}, "&sid=abc")).status).toBe(400);
});

test("a foreign page gets nowhere near a connection either", async () => {
  const headers = { origin: "https://evil.example" };
  expect((await shakeHands("websocket", headers, "&sid=abc")).status).toBe(403);
});

test.each([
  ["one IPv6 network", ["2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6"], true],
  ["two IPv6 networks", ["2001:db8:1:2::1", "2001:db8:1:3::1"], false],
  ["two mapped addresses", ["::ffff:192.0.2.1", "::ffff:192.0.2.2"], false],
])("%s", async (_, [first = "", second = ""], isOne) => {
  for (let turn = 0; turn < paces.handshakesOfAddress.burst; turn++) {
    await shakeHands("polling", { "x-from": first });
  }
  expect((await shakeHands("polling", { "x-from": second })).status).toBe(isOne ? 503 : 200);
});

test("switched off, nobody is counted", async () => {
  await io.close();
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  io = createSocketServer();
  attachSocketServer(io, http, {
    door: { ...door, config: { publicUrl: url, rateLimits: false } },
    quotas: createConnectionQuotas({ enabled: false }),
    watchdog: createWatchdog({ logger, readerCut: () => undefined }),
  });
  for (let turn = 0; turn < 100; turn++) {
    expect((await shakeHands("polling")).status).toBe(200);
  }
});
