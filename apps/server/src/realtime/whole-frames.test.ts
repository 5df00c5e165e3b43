import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, Socket as Line } from "node:net";
import { Server } from "socket.io";
import { io as connect, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WholeFramesEngine } from "./whole-frames.ts";

let http: HttpServer;
let io: Server;
let readers: Socket[];

beforeEach(async () => {
  http = createServer();
  io = new Server({ serveClient: false });
  const engine = new WholeFramesEngine({ perMessageDeflate: false });
  engine.attach(http, { path: io.path() });
  io.bind(engine);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  readers = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const reader of readers) reader.close();
  io.engine.close();
  await new Promise((resolve) => http.close(resolve));
});

async function read(transport: "websocket" | "polling"): Promise<Socket> {
  const { port } = http.address() as AddressInfo;
  const reader = connect(`http://127.0.0.1:${port}`, { transports: [transport], forceNew: true });
  readers.push(reader);
  await new Promise<void>((resolve, reject) => {
    reader.once("connect", resolve);
    reader.once("connect_error", reject);
  });
  return reader;
}

function nextNews(reader: Socket): Promise<unknown> {
  return new Promise((resolve) => reader.once("news", resolve));
}

describe("A broadcast", () => {
  test("reaches every reader as it was, whatever its length and their transport", async () => {
    const all = [await read("websocket"), await read("websocket"), await read("polling")];
    for (const length of [1, 125, 126, 65_535, 65_536, 200_000]) {
      const news = { text: "é".repeat(length) };
      const heard = Promise.all(all.map(nextNews));
      io.emit("news", news);
      expect(await heard).toEqual([news, news, news]);
    }
  });

  test("is handed to the network in one buffer for each reader", async () => {
    const all = [await read("websocket"), await read("websocket")];
    const inParts = vi.spyOn(Line.prototype, "_writev");
    const heard = Promise.all(all.map(nextNews));
    io.emit("news", "x".repeat(300));
    await heard;
    expect(inParts).not.toHaveBeenCalled();
  });
});
