import { createServer, type Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { Manager, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toLine } from "./socket-line.ts";
import { type Cable, layCable, portOf } from "./testing/cable.ts";

let http: HttpServer;
let server: Server;
let cable: Cable;
const sockets: Socket[] = [];
/** Far more than any of it takes: what hangs must not end by itself. */
const NEVER_MS = 600_000;
const soon = { timeout: 15_000 };
const patient = { timeout: 30_000 };

beforeEach(async () => {
  http = createServer();
  server = new Server(http);
  for (const namespace of ["/w/1", "/w/2"]) server.of(namespace);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  cable = await layCable(portOf(http));
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  cable.cut();
  await server.close();
});

type Transport = "websocket" | "polling";

function manage(transport: Transport, timeout = NEVER_MS) {
  const only = { transports: [transport], upgrade: false };
  return new Manager(cable.url, { autoConnect: false, reconnection: false, timeout, ...only });
}

function open(over: Manager, namespace = "/w/1") {
  const socket = over.socket(namespace, { auth: {} });
  sockets.push(socket);
  const heard: string[] = [];
  const opened = vi.fn();
  const line = toLine(socket, {
    onOpened: opened,
    onUp: () => heard.push("up"),
    onDown: (by) => heard.push(`down by ${by}`),
    onRefused: ({ code }) => heard.push(`refused: ${code}`),
  });
  return { line, heard, opened };
}

describe.each<Transport>(["websocket", "polling"])("over %s", patient, (transport) => {
  test("a dial that nobody answers ends in silence", async () => {
    cable.fallSilent();
    const { line, heard } = open(manage(transport, 100));
    line.dial();
    await vi.waitFor(() => expect(heard).toEqual(["down by silence"]), soon);
  });

  test("moving gives up a dial that hangs before the connection was open", async () => {
    cable.fallSilent();
    const manager = manage(transport);
    const { line, heard } = open(manager);
    line.dial();
    await vi.waitFor(() => expect(cable.held()).toBe(1), soon);
    const hanging = manager.engine;
    cable.heal();
    line.move();
    await vi.waitFor(() => expect(heard).toEqual(["up"]), soon);
    expect(hanging.readyState).toBe("closed");
    expect(server.engine.clientsCount).toBe(1);
  });

  test("and one that hangs in the handshake of its namespace", async () => {
    const manager = manage(transport);
    const { line, heard, opened } = open(manager);
    manager.once("open", cable.fallSilent);
    line.dial();
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1), soon);
    cable.heal();
    line.move();
    await vi.waitFor(() => expect(heard).toEqual(["up"]), soon);
  });

  test("whoever else hung in that dial comes along, and need not leave once more", async () => {
    cable.fallSilent();
    const manager = manage(transport);
    const [first, second] = [open(manager, "/w/1"), open(manager, "/w/2")];
    first.line.dial();
    second.line.dial();
    await vi.waitFor(() => expect(cable.held()).toBe(1), soon);
    cable.heal();
    first.line.move();
    await vi.waitFor(() => expect(first.heard).toEqual(["up"]), soon);
    second.line.move();
    await vi.waitFor(() => expect(second.heard).toContain("up"), soon);
    expect(first.heard).toEqual(["up"]);
    expect(server.engine.clientsCount).toBe(1);
  });
});

test("a web socket that is given up is closed, not only forgotten", patient, async () => {
  cable.fallSilent();
  const { line, heard } = open(manage("websocket"));
  line.dial();
  await vi.waitFor(() => expect(cable.held()).toBe(1), soon);
  cable.heal();
  line.move();
  await vi.waitFor(() => expect(heard).toEqual(["up"]), soon);
  await vi.waitFor(() => expect(cable.held()).toBe(1), soon);
});
