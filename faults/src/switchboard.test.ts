import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { type Link, type Switchboard, startSwitchboard } from "./switchboard.ts";

let target: Server;
let board: Switchboard;
let link: Link;
const visitors: Socket[] = [];

beforeEach(async () => {
  target = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  const targetPort = await freePort();
  target.listen(targetPort, "127.0.0.1");
  await once(target, "listening");
  board = startSwitchboard();
  link = await board.open({ name: "test", port: await freePort(), targetPort });
});

afterEach(async () => {
  for (const visitor of visitors.splice(0)) visitor.destroy();
  await board.close();
  target.close();
});

/** Someone who writes through the link and keeps what comes back. */
async function visit() {
  const socket = connect(link.port, "127.0.0.1");
  visitors.push(socket);
  const visitor = { socket, heard: "", isOver: false };
  socket.on("data", (chunk) => (visitor.heard += chunk.toString()));
  socket.on("error", () => undefined);
  socket.on("close", () => {
    visitor.isOver = true;
  });
  await once(socket, "connect");
  return visitor;
}

/** Serves an echo on one port, asks for it on another, and ends when it has its answer. */
const talk = `
  const { connect, createServer } = require("node:net");
  const [targetPort, linkPort] = process.argv.slice(1).map(Number);
  createServer((socket) => socket.pipe(socket)).listen(targetPort, "127.0.0.1", () => {
    connect(linkPort, "127.0.0.1").on("data", () => process.exit(0)).write("hello");
  });
`;

it("carries while the harness can do nothing at all", async () => {
  const targetPort = await freePort();
  const { port } = await board.open({ name: "other", port: await freePort(), targetPort });
  // The whole process waits for the talk to end, its own thread included.
  const args = ["-e", talk, String(targetPort), String(port)];
  expect(spawnSync(process.execPath, args, { timeout: 30_000 }).status).toBe(0);
});

it("does what it is told, in that order", async () => {
  const visitor = await visit();
  await link.set({ kind: "hold" });
  visitor.socket.write("held");
  await link.set({ kind: "pass" });
  await vi.waitFor(() => expect(visitor.heard).toBe("held"), { timeout: 15_000 });
  await link.reset();
  await vi.waitFor(() => expect(visitor.isOver).toBe(true), { timeout: 15_000 });
});

it("strikes nobody with a share of nought, and all with a share of one", async () => {
  const visitor = await visit();
  visitor.socket.write("a");
  await vi.waitFor(() => expect(visitor.heard).toBe("a"), { timeout: 15_000 });
  await link.reset({ share: 0, seed: 1 });
  visitor.socket.write("b");
  await vi.waitFor(() => expect(visitor.heard).toBe("ab"), { timeout: 15_000 });
  await link.reset({ share: 1, seed: 1 });
  await vi.waitFor(() => expect(visitor.isOver).toBe(true), { timeout: 15_000 });
});

it("says so when a port is taken", async () => {
  const taken = board.open({ name: "other", port: link.port, targetPort: link.port });
  await expect(taken).rejects.toThrow("EADDRINUSE");
});
