import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { Server as SocketServer } from "socket.io";
import { io as connect } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { passOnLongPolling } from "./second-address.ts";

let app: FastifyInstance;
let io: SocketServer | undefined;
/** What Fastify opens on the second address of localhost. */
let second: Server;
let url: string;

beforeEach(async () => {
  io = undefined;
  app = fastify();
  passOnLongPolling(app, { isAttached: () => io !== undefined });
  await app.listen({ port: 0, host: "127.0.0.1" });
  second = createServer(app.routing).listen(0, "127.0.0.1");
  await new Promise((resolve) => second.once("listening", resolve));
  url = `http://127.0.0.1:${(second.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await io?.close();
  second.closeAllConnections();
  await Promise.all([app.close(), new Promise((resolve) => second.close(resolve))]);
});

test("long polling works over the second address too", async () => {
  io = new SocketServer(app.server);
  io.on("connection", (socket) => socket.on("echo", (text, answer) => answer(text)));
  const socket = connect(url, { transports: ["polling"], forceNew: true, reconnection: false });
  expect(await socket.timeout(20_000).emitWithAck("echo", "hello")).toBe("hello");
  socket.disconnect();
});

test("before there is somebody to pass it on to, there is nothing at that address", async () => {
  expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
});
