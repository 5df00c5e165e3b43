import { createServer, type Server as HttpServer } from "node:http";
import { PROTOCOL_VERSION } from "@hallway/protocol";
import { Server } from "socket.io";
import { Manager, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askOver, toLine } from "./socket-line.ts";
import { layCable, portOf } from "./testing/cable.ts";

let http: HttpServer;
let server: Server;
let manager: Manager;
/** Whom the server lets in. */
let refusal: { code: string; message: string; retryInMs?: number } | null = null;
let admitted = 0;
/** The server answers a handshake when this is done. */
let gate: Promise<void> = Promise.resolve();

beforeEach(async () => {
  refusal = null;
  admitted = 0;
  http = createServer();
  server = new Server(http);
  gate = Promise.resolve();
  server.of("/w/1").use(async (socket, next) => {
    admitted += 1;
    await gate;
    expect(socket.handshake.auth).toEqual({ protocol: PROTOCOL_VERSION });
    if (refusal) next(Object.assign(new Error(refusal.message), { data: refusal }));
    else next();
  });
  server.of("/w/1").on("connection", (socket) => {
    socket.on("member:get", (_input, answer) => answer({ ok: true, data: { members: [] } }));
    socket.on("member:list", (_input, answer) => answer("nonsense"));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  manager = new Manager(`http://127.0.0.1:${portOf(http)}`, {
    autoConnect: false,
    reconnection: false,
  });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await server.close();
});

const sockets: Socket[] = [];

function open(namespace = "/w/1", over = manager) {
  const socket = over.socket(namespace, { auth: { protocol: PROTOCOL_VERSION } });
  sockets.push(socket);
  const heard: string[] = [];
  const waits: unknown[] = [];
  const line = toLine(socket, {
    onOpened: () => {},
    onUp: () => heard.push("up"),
    onDown: (by, retryInMs) => {
      heard.push(`down by ${by}`);
      waits.push(retryInMs);
    },
    onRefused: ({ code, retryInMs }) => {
      heard.push(`refused: ${code}`);
      waits.push(retryInMs);
    },
  });
  return { socket, line, heard, waits };
}

test("a line comes up, and breaks when the server goes", async () => {
  const { line, heard } = open();
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["up"]));
  server.of("/w/1").disconnectSockets();
  await vi.waitFor(() => expect(heard).toEqual(["up", "down by server"]));
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["up", "down by server", "up"]));
});

test("a refusal comes with its code", async () => {
  refusal = { code: "deactivated", message: "Your account was deactivated." };
  const { line, heard } = open();
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["refused: deactivated"]));
});

test("a workspace that does not exist looks like one that I am not in", async () => {
  const { line, heard } = open("/w/none");
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["refused: not_a_member"]));
});

test("nobody at home is a network that is down", async () => {
  await server.close();
  const { line, heard } = open();
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["down by network"]));
});

test("hanging up and dialling in the same moment shakes hands once, and the connection holds", async () => {
  const keeper = open("/w/1");
  keeper.line.dial();
  await vi.waitFor(() => expect(keeper.heard).toEqual(["up"]));
  server.of("/w/2");
  const first = open("/w/2");
  first.line.dial();
  first.line.dispose();
  const second = open("/w/2");
  second.line.dial();
  await vi.waitFor(() => expect(second.heard).toEqual(["up"]));
  expect(first.heard).toEqual([]);
  expect(keeper.heard).toEqual(["up"]);
  expect(admitted).toBe(1);
});

test("a line that was given up while it came up is left", async () => {
  let letIn = () => {};
  gate = new Promise((resolve) => {
    letIn = resolve;
  });
  const { socket, line, heard } = open();
  line.dial();
  await vi.waitFor(() => expect(admitted).toBe(1));
  line.hangUp();
  letIn();
  await vi.waitFor(() => expect(socket.active).toBe(false));
  expect(heard).toEqual([]);
});

test("asking gives the answer; what is no answer, or no connection, is unavailable", async () => {
  const { socket, line, heard } = open();
  const ask = askOver(socket);
  expect(await ask("member:list", {})).toMatchObject({ error: { code: "unavailable" } });
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["up"]));
  expect(await ask("member:get", { userIds: ["u"] })).toEqual({ ok: true, data: { members: [] } });
  expect(await ask("member:list", {})).toMatchObject({ error: { code: "unavailable" } });
});

test("a server that refuses to be asked now says for how long", async () => {
  for (const listener of http.listeners("request")) http.off("request", listener as never);
  http.on("request", (_, response) => response.writeHead(503, { "Retry-After": "7" }).end());
  const { line, waits } = open();
  line.dial();
  await vi.waitFor(() => expect(waits).toEqual([7_000]));
});

test("what is only for now comes with the time to wait", async () => {
  refusal = { code: "unavailable", message: "The database is away.", retryInMs: 2_000 };
  const { line, heard, waits } = open();
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["refused: unavailable"]));
  expect(waits).toEqual([2_000]);
});

test("moving leaves the connection with all that share it, and each dials anew", async () => {
  server.of("/w/2");
  const [mover, other] = [open("/w/1"), open("/w/2")];
  mover.line.dial();
  other.line.dial();
  await vi.waitFor(() => expect([...mover.heard, ...other.heard]).toEqual(["up", "up"]));
  const left = manager.engine.id;
  mover.line.move();
  await vi.waitFor(() => expect(other.heard).toEqual(["up", "down by us"]));
  other.line.dial();
  await vi.waitFor(() => expect(mover.heard).toEqual(["up", "up"]));
  await vi.waitFor(() => expect(other.heard).toEqual(["up", "down by us", "up"]));
  expect(manager.engine.id).not.toBe(left);
  expect(server.engine.clientsCount).toBe(1);
});

test("G10: a line that falls silent is noticed after the server's ping interval and timeout", async () => {
  server.engine.opts.pingInterval = 200;
  server.engine.opts.pingTimeout = 100;
  const cable = await layCable(portOf(http));
  const { line, heard } = open("/w/1", new Manager(cable.url, { reconnection: false }));
  line.dial();
  await vi.waitFor(() => expect(heard).toEqual(["up"]));
  cable.fallSilent();
  await vi.waitFor(() => expect(heard).toEqual(["up", "down by silence"]), { timeout: 15_000 });
  cable.cut();
}, 20_000);
