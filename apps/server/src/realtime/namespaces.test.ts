import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PROTOCOL_VERSION, type Refusal } from "@hallway/protocol";
import { pino } from "pino";
import type { Server } from "socket.io";
import { io as connect, type Socket } from "socket.io-client";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseConfig } from "../config.ts";
import type { Context } from "../context.ts";
import { openNamespaces } from "./namespaces.ts";
import { attachSocketServer, createSocketServer } from "./socket-server.ts";

const existing = uuidv7();
const logger = pino({ level: "silent" });

let http: HttpServer;
let io: Server;
let url: string;

/** Nobody is anybody here: one workspace exists, and every handshake is refused. */
beforeEach(async () => {
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  io = createSocketServer({ config: parseConfig({ PUBLIC_URL: url }, "/"), logger });
  openNamespaces({
    io,
    context: { logger } as Context,
    bindings: [],
    membership: {
      workspaceExists: async (id) => id === existing,
      findAccount: async () => null,
      admit: async () => ({ code: "not_a_member", message: "No." }),
      current: async () => null,
      roomsOf: async () => [],
    },
    visitorOf: () => ({ ip: "127.0.0.1", userAgent: null }),
    watchAdmin: () => undefined,
  });
  attachSocketServer(io, http);
});
afterEach(() => io.close());

function open(namespace: string): Promise<Error & { data?: Refusal }> {
  const socket: Socket = connect(`${url}${namespace}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION },
    extraHeaders: { origin: url },
  });
  return new Promise((resolve, reject) => {
    socket.once("connect_error", (error) => {
      socket.disconnect();
      resolve(error);
    });
    socket.once("connect", () => reject(new Error(`${namespace} let me in`)));
  });
}

function namespaces(): string[] {
  return [...io._nsps.keys()].filter((name) => name.startsWith("/w/"));
}

test("X15: made-up workspaces are refused 300 times and leave nothing behind", async () => {
  for (let round = 0; round < 10; round++) {
    const names = Array.from({ length: 30 }, () => `/w/${uuidv7()}`);
    const errors = await Promise.all(names.map(open));
    for (const error of errors) expect(error.message).toBe("Invalid namespace");
  }
  expect(namespaces()).toEqual([]);
});

test("names that only look like a workspace's are refused", async () => {
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
  for (const name of odd) expect((await open(name)).message).toBe("Invalid namespace");
  expect(namespaces()).toEqual([]);
});

test("whoever is refused at a workspace that exists leaves nothing behind either", async () => {
  for (const name of [`/w/${existing}`, `/w/${existing}/admin`]) {
    expect((await open(name)).data).toMatchObject({ code: "unauthenticated" });
  }
  await expect.poll(namespaces).toEqual([]);
});
