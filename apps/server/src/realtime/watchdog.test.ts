import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openRawSocket, type RawSocket } from "../testing/raw-socket.ts";
import { createConnectionQuotas } from "./connection-quotas.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { attachSocketServer, createSocketServer } from "./socket-server.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** Of this size, a few dozen fill what the kernel holds for a reader who does not read. */
const TOPIC = "x".repeat(100_000);
const logger = pino({ level: "silent" });

let io: HallwayServer;
let url: string;
let watchdog: Watchdog;
let readerCut: () => void;
const opened: RawSocket[] = [];

beforeEach(async () => {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  readerCut = vi.fn();
  watchdog = createWatchdog({ logger, readerCut, standstillMs: Number.POSITIVE_INFINITY });
  io = createSocketServer();
  const visitor = { ip: "127.0.0.1", userAgent: null };
  const door = {
    config: { publicUrl: url, rateLimits: false },
    logger,
    visitorOf: () => visitor,
    sessionOf: () => null,
    isShut: () => false,
    turnedAway: () => undefined,
  };
  attachSocketServer(io, http, {
    door,
    quotas: createConnectionQuotas({ enabled: true }),
    watchdog,
  });
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  watchdog.stop();
  await io.close();
});

/** A socket in the main namespace, which has no rules of its own. */
async function read(): Promise<RawSocket> {
  const socket = await openRawSocket(url);
  opened.push(socket);
  socket.send("40");
  await socket.hears((text) => text.startsWith("40"));
  return socket;
}

/** Tells everybody something and waits until the reader has it. */
async function tell(reader: RawSocket, to: number): Promise<void> {
  io.emit("clock", { room: `channel:${TOPIC}`, to });
  await reader.hears((text) => text.endsWith(`"to":${to}}]`));
}

test("G34: a reader who does not read is cut, whoever reads hears everything", async () => {
  const [healthy, stalled] = [await read(), await read()];
  let isCut = false;
  void stalled.closed.then(() => {
    isCut = true;
  });
  stalled.pause();
  let told = 0;
  for (; vi.mocked(readerCut).mock.calls.length === 0; told++) await tell(healthy, told);
  stalled.resume();
  await vi.waitFor(() => expect(isCut).toBe(true));
  expect(healthy.texts.filter((text) => text.startsWith("42"))).toHaveLength(told);
  expect(readerCut).toHaveBeenCalledTimes(1);
  expect(watchdog.longest()).toBe(0);
  await tell(healthy, told);
}, 60_000);

test("what is volatile is not sent to whoever is behind, and to the others it is", async () => {
  const [healthy, stalled] = [await read(), await read()];
  stalled.pause();
  let told = 0;
  for (; watchdog.longest() === 0; told++) await tell(healthy, told);
  for (let report = 0; report < 50; report++) {
    io.volatile.emit("typing", { conversationId: "c", userId: String(report) } as never);
    await healthy.hears((text) => text.includes(`"userId":"${report}"`));
  }
  stalled.resume();
  await tell(stalled, told);
  expect(stalled.texts.filter((text) => text.includes("typing"))).toEqual([]);
}, 60_000);

test("a reader over long-polling who asks for nothing is cut as well", async () => {
  const healthy = await read();
  const opening = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
  const { sid } = JSON.parse((await opening.text()).slice(1));
  const polling = `${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
  await fetch(polling, { method: "POST", body: "40" });
  expect(await (await fetch(polling)).text()).toMatch(/^40/);
  for (let told = 0; vi.mocked(readerCut).mock.calls.length === 0; told++) {
    await tell(healthy, told);
  }
  expect((await fetch(polling)).status).toBe(400);
}, 60_000);

test("X6: whoever posts too much over long-polling loses the connection", async () => {
  const opening = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
  const { sid } = JSON.parse((await opening.text()).slice(1));
  const polling = `${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
  const posted = await fetch(polling, { method: "POST", body: "4".repeat(10_000_000) });
  expect(posted.status).toBe(413);
  expect((await fetch(polling)).status).toBe(400);
});

describe("a reader of whom the network takes nothing any more", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A connection of which so many bytes wait, and how to let some go. */
  function connect(bufferedAmount: number) {
    const line = { bufferedAmount, terminate: vi.fn() };
    const dog = createWatchdog({ logger, readerCut });
    dog.watch({
      once: () => undefined,
      close: () => undefined,
      writeBuffer: [],
      transport: { socket: line },
    });
    return line;
  }

  test("G34: is cut within five seconds, however little waits", () => {
    const line = connect(12_000);
    vi.advanceTimersByTime(4_000);
    expect(line.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(line.terminate).toHaveBeenCalledTimes(1);
    expect(readerCut).toHaveBeenCalledTimes(1);
  });

  test("is left alone while something moves, or nothing waits", () => {
    const [slow, idle] = [connect(12_000), connect(0)];
    for (let second = 0; second < 60; second++) {
      slow.bufferedAmount -= 1;
      vi.advanceTimersByTime(1_000);
    }
    expect(slow.terminate).not.toHaveBeenCalled();
    expect(idle.terminate).not.toHaveBeenCalled();
  });

  test("has longer for one large piece", () => {
    const line = connect(1_000_000);
    vi.advanceTimersByTime(15_000);
    expect(line.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(6_000);
    expect(line.terminate).toHaveBeenCalledTimes(1);
  });
});
