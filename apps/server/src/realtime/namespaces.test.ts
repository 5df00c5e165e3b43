import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  asId,
  limits,
  PROTOCOL_VERSION,
  type Refusal,
  type SessionId,
  type UserId,
} from "@hallway/protocol";
import { pino } from "pino";
import { io as connect, type Socket } from "socket.io-client";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AccountCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createConnectionQuotas } from "./connection-quotas.ts";
import { createEndings, type Endings } from "./endings.ts";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import type { Membership } from "./membership.ts";
import { openNamespaces } from "./namespaces.ts";
import { createPersonSockets } from "./person-sockets.ts";
import { attachSocketServer, CONNECT_TIMEOUT_MS, createSocketServer } from "./socket-server.ts";
import { createWatchdog } from "./watchdog.ts";

const existing = uuidv7();
const panel = `/w/${existing}/admin`;
const logger = pino({ level: "silent" });

const ann: AccountCaller = {
  ip: "127.0.0.1",
  userAgent: null,
  userId: asId<UserId>(uuidv7()),
  sessionId: asId<SessionId>(uuidv7()),
  name: "Ann",
  email: "ann@example.com",
};

let http: HttpServer;
let io: HallwayServer;
let endings: Endings;
let url: string;
let sockets: Socket[];
/** Nobody is anybody, unless a test says otherwise. */
let membership: Membership;

beforeEach(async () => {
  sockets = [];
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  membership = {
    findAccount: async () => null,
    arrive: async () => null,
    current: async () => null,
    review: async () => [],
  };
  io = createSocketServer({ connectTimeoutMs: 500 });
  endings = createEndings(io);
  const quotas = createConnectionQuotas({ enabled: false });
  openNamespaces({
    io,
    context: { logger, metrics: createMetrics(), endings } as Context,
    bindings: new Map(),
    get membership() {
      return membership;
    },
    quotas,
    people: createPersonSockets({ enabled: true }),
    visitorOf: () => ({ ip: "127.0.0.1", userAgent: null }),
    watchAdmin: () => undefined,
  });
  const watchdog = createWatchdog({ logger, readerCut: () => undefined });
  const door = {
    config: { publicUrl: url, rateLimits: false },
    logger,
    visitorOf: () => ({ ip: "127.0.0.1", userAgent: null }),
    sessionOf: () => null,
    isShut: () => false,
    turnedAway: () => undefined,
  };
  attachSocketServer(io, http, { door, quotas, watchdog });
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await io.close();
});

/** Everybody is Ann, who owns the workspace that exists. */
function admitEverybody(): void {
  membership = {
    ...membership,
    arrive: async ({ workspaceId }) => ({
      account: ann,
      member: { ...ann, workspaceId, memberId: uuidv7(), role: "owner" },
    }),
  };
}

function knock(namespace: string): Socket {
  const socket = connect(`${url}${namespace}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION },
    extraHeaders: { origin: url },
  });
  sockets.push(socket);
  return socket;
}

async function enter(namespace: string): Promise<Socket> {
  const socket = knock(namespace);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

function refused(socket: Socket): Promise<Error & { data?: Refusal }> {
  return new Promise((resolve, reject) => {
    socket.once("connect_error", (error) => {
      socket.disconnect();
      resolve(error);
    });
    socket.once("connect", () => reject(new Error("It was let in")));
  });
}

function namespaces(): string[] {
  return [...io._nsps.keys()].filter((name) => name.startsWith("/w/"));
}

describe("a namespace that nobody may enter", () => {
  test("X15, G63: a thousand made-up workspaces are refused and leave nothing behind", async () => {
    const asked = limits.namespacesPerConnection;
    for (let left = 1_000; left > 0; left -= asked) {
      const raw = await openRawSocket(url);
      const names = Array.from({ length: asked }, () => `/w/${uuidv7()}`);
      for (const name of names) raw.send(`40${name},{"protocol":1}`);
      for (const name of names) await raw.hears((text) => text.startsWith(`44${name},`));
      expect(namespaces()).toEqual([]);
      expect(raw.texts.filter((text) => text.startsWith("40/w/"))).toEqual([]);
      raw.destroy();
    }
    expect(namespaces()).toEqual([]);
  });

  test("looks like any other when its name is odd", async () => {
    const odd = [
      "/w/x",
      "/w/",
      `/w/${existing}/`,
      `/w/${existing}/owner`,
      `/w/${existing.toUpperCase()}`,
      `/W/${existing}`,
      `/x/w/${existing}`,
      "/w/__proto__",
    ];
    for (const name of odd) {
      expect((await refused(knock(name))).message).toBe("Invalid namespace");
    }
    expect(namespaces()).toEqual([]);
  });

  test("leaves nothing behind where the workspace exists either", async () => {
    for (const name of [`/w/${existing}`, panel]) {
      expect((await refused(knock(name))).data).toMatchObject({ code: "unauthenticated" });
    }
    await expect.poll(namespaces).toEqual([]);
  });
});

describe("a database that is away", () => {
  const away = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1:5432 user=hallway"));

  test("signs nobody out, and tells nothing", async () => {
    membership = { ...membership, arrive: away };
    const { data, message } = await refused(knock(panel));
    expect(data).toMatchObject({ code: "unavailable", retryInMs: expect.any(Number) });
    expect(message).not.toMatch(/ECONNREFUSED|hallway$/);
    await expect.poll(namespaces).toEqual([]);
  });
});

test("G44: a session that ends while somebody is being let in ends their socket too", async () => {
  admitEverybody();
  const { arrive } = membership;
  const refusal: Refusal = { code: "unauthenticated", message: "Signed out." };
  membership = {
    ...membership,
    async arrive(knock) {
      const arrival = await arrive(knock);
      endings.tell({ userId: ann.userId, sessionIds: [ann.sessionId], refusal });
      return arrival;
    },
  };
  const socket = knock(panel);
  expect(await new Promise((tell) => socket.once("session:ended", tell))).toEqual(refusal);
  await expect.poll(namespaces).toEqual([]);
});

describe("a namespace stays", () => {
  test("for whoever is being let in while the last one leaves", async () => {
    admitEverybody();
    const first = await enter(panel);
    const { letIn, knocked } = holdTheDoor();
    const second = knock(panel);
    await knocked;
    const namespace = findNamespace(io, panel);
    first.disconnect();
    await expect.poll(() => namespace?.sockets.size).toBe(0);
    letIn();
    await expect.poll(() => second.connected).toBe(true);
    expect(findNamespace(io, panel)?.sockets.size).toBe(1);
    second.disconnect();
    await expect.poll(namespaces).toEqual([]);
  });

  test("when somebody who waited since before it was opened is refused", async () => {
    admitEverybody();
    const { letIn, knocked } = holdTheDoor({ code: "not_a_member", message: "No." });
    const stranger = refused(knock(panel));
    await knocked;
    admitEverybody();
    const member = await enter(panel);
    letIn();
    expect((await stranger).data).toMatchObject({ code: "not_a_member" });
    expect(findNamespace(io, panel)?.sockets.size).toBe(1);
    member.disconnect();
    await expect.poll(namespaces).toEqual([]);
  });

  /** The next at the door waits there until `letIn`. */
  function holdTheDoor(refusal?: Refusal) {
    let letIn = () => {};
    const opened = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    const { arrive } = membership;
    const knocked = new Promise<void>((resolve) => {
      membership = {
        ...membership,
        arrive: async (knock) => {
          resolve();
          await opened;
          return refusal ? { account: ann, member: refusal } : arrive(knock);
        },
      };
    });
    return { letIn, knocked };
  }
});

test("a person has as many sockets as they may have, and another one when they close one", async () => {
  admitEverybody();
  const most = limits.socketsPerPerson;
  const mine = await Promise.all(Array.from({ length: most }, () => enter(panel)));
  expect((await refused(knock(panel))).data).toMatchObject({ code: "rate_limited" });
  mine[0]?.disconnect();
  await expect.poll(() => findNamespace(io, panel)?.sockets.size).toBe(most - 1);
  await enter(panel);
});

test("sockets that come all at once are not more either", async () => {
  admitEverybody();
  const most = limits.socketsPerPerson;
  const crowd = Array.from({ length: most + 10 }, () => knock(panel));
  await expect
    .poll(() => crowd.filter(({ connected }) => !connected).length, { timeout: 10_000 })
    .toBe(10);
  expect(findNamespace(io, panel)?.sockets.size).toBe(most);
});

describe("X16: a connection that opens no namespace", () => {
  test("is closed", async () => {
    const raw = await openRawSocket(url);
    await raw.hears((text) => text.startsWith("0{"));
    await raw.closed;
  });

  test("has at most ten seconds", () => {
    expect(CONNECT_TIMEOUT_MS).toBeLessThanOrEqual(10_000);
  });
});

test("G10: whoever falls silent is noticed within twenty seconds on both sides", async () => {
  const raw = await openRawSocket(url);
  const opening = await raw.hears((text) => text.startsWith("0{"));
  const { pingInterval, pingTimeout } = JSON.parse(opening.slice(1));
  expect(pingInterval + pingTimeout).toBeLessThanOrEqual(20_000);
});
