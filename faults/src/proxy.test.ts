import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FaultProxy, startProxy } from "./proxy.ts";

/** A target that answers every line with the same line, and says how its connections ended. */
async function startEcho() {
  const sockets: Socket[] = [];
  const endings: string[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("close", (hadError) => endings.push(hadError ? "reset" : "closed"));
    socket.on("data", (chunk) => socket.write(chunk));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    endings,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Someone who writes to the proxy and keeps what comes back. */
async function visit(port: number) {
  const socket = connect(port, "127.0.0.1");
  const visitor = { socket, heard: "", ending: "" };
  socket.on("data", (chunk) => (visitor.heard += chunk.toString()));
  socket.on("error", () => undefined);
  socket.on("close", (hadError) => (visitor.ending = hadError ? "reset" : "closed"));
  await new Promise<void>((resolve) => {
    socket.once("connect", () => resolve());
    socket.once("close", () => resolve());
  });
  return visitor;
}

const soon = { timeout: 15_000 };

describe("the fault proxy", () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: FaultProxy;
  const visitors: Socket[] = [];

  async function visitor() {
    const one = await visit(proxy.port);
    visitors.push(one.socket);
    return one;
  }

  beforeEach(async () => {
    echo = await startEcho();
    proxy = await startProxy({ name: "test", port: 0, targetPort: echo.port });
  });

  afterEach(async () => {
    for (const socket of visitors.splice(0)) socket.destroy();
    await proxy.close();
    echo.close();
  });

  it("hands on bytes both ways, counts them, and hands on the end", async () => {
    const ann = await visitor();
    ann.socket.write("hello");
    await vi.waitFor(() => expect(ann.heard).toBe("hello"), soon);
    expect(proxy.bytes).toEqual({ up: 5, down: 5, lost: 0 });
    ann.socket.end();
    await vi.waitFor(() => expect(ann.ending).toBe("closed"), soon);
    await vi.waitFor(() => expect(proxy.connections()).toBe(0), soon);
    expect(echo.endings).toEqual(["closed"]);
  });

  it("carries much more than a socket holds, whole and in order", async () => {
    const ann = await visitor();
    const text = Array.from({ length: 300_000 }, (_, line) => `${line}\n`).join("");
    proxy.set({ kind: "latency", ms: 5, jitterMs: 20 });
    ann.socket.write(text.slice(0, 500_000));
    proxy.set({ kind: "pass" });
    ann.socket.write(text.slice(500_000));
    await vi.waitFor(() => expect(ann.heard.length).toBe(text.length), soon);
    expect(ann.heard).toBe(text);
  });

  it("delays every piece by the latency", async () => {
    const ann = await visitor();
    proxy.set({ kind: "latency", ms: 60, jitterMs: 10 });
    const started = performance.now();
    ann.socket.write("late");
    await vi.waitFor(() => expect(ann.heard).toBe("late"), soon);
    expect(performance.now() - started).toBeGreaterThan(110);
  });

  it("holds everything back and then lets all of it through", async () => {
    const ann = await visitor();
    const ben = await visitor();
    let number = 0;
    proxy.set({ kind: "hold" }, () => number++ === 0);
    ann.socket.write("one ");
    ben.socket.write("round trip");
    await vi.waitFor(() => expect(ben.heard).toBe("round trip"), soon);
    expect(ann.heard).toBe("");
    ann.socket.write("two");
    ann.socket.end();
    proxy.set({ kind: "pass" });
    await vi.waitFor(() => expect(ann.heard).toBe("one two"), soon);
    await vi.waitFor(() => expect(ann.ending).toBe("closed"), soon);
  });

  it("swallows one direction, and resets at the end who lost something", async () => {
    const ann = await visitor();
    const ben = await visitor();
    proxy.set({ kind: "blackhole", direction: "down" });
    ann.socket.write("request");
    await vi.waitFor(() => expect(proxy.bytes).toEqual({ up: 7, down: 0, lost: 7 }), soon);
    proxy.set({ kind: "blackhole", direction: "up" });
    await vi.waitFor(() => expect(ann.ending).toBe("reset"), soon);
    expect(ann.heard).toBe("");
    proxy.set({ kind: "pass" });
    ben.socket.write("still whole");
    await vi.waitFor(() => expect(ben.heard).toBe("still whole"), soon);
  });

  it("keeps the end of a connection from the other side while it swallows", async () => {
    const ann = await visitor();
    await vi.waitFor(() => expect(proxy.connections()).toBe(1), soon);
    proxy.set({ kind: "blackhole", direction: "both" });
    ann.socket.destroy();
    expect(echo.endings).toEqual([]);
    proxy.set({ kind: "pass" });
    await vi.waitFor(() => expect(echo.endings).toHaveLength(1), soon);
  });

  it("swallows also whoever comes meanwhile, and keeps nothing of those who give up", async () => {
    proxy.set({ kind: "blackhole", direction: "both" });
    const [ann, ben] = [await visitor(), await visitor()];
    await vi.waitFor(() => expect(proxy.connections()).toBe(2), soon);
    ann.socket.write("lost");
    ann.socket.end();
    await vi.waitFor(() => expect(proxy.connections()).toBe(1), soon);
    expect([ben.heard, ben.ending, echo.endings]).toEqual(["", "", []]);
    proxy.set({ kind: "pass" });
    await vi.waitFor(() => expect(ben.ending).toBe("reset"), soon);
    expect(echo.endings).toEqual([]);
  });

  it("cuts a connection after so many bytes of the answer", async () => {
    const ann = await visitor();
    proxy.set({ kind: "close-after", direction: "down", bytes: 4 });
    ann.socket.write("answer");
    await vi.waitFor(() => expect(ann.ending).not.toBe(""), soon);
    expect("answ".startsWith(ann.heard)).toBe(true);
    expect(proxy.bytes).toEqual({ up: 6, down: 4, lost: 0 });
    await vi.waitFor(() => expect(echo.endings).toEqual(["reset"]), soon);
  });

  it("resets the connections that are chosen and no others", async () => {
    const ann = await visitor();
    ann.socket.write("a");
    await vi.waitFor(() => expect(ann.heard).toBe("a"), soon);
    const ben = await visitor();
    ben.socket.write("b");
    await vi.waitFor(() => expect(ben.heard).toBe("b"), soon);
    let number = 0;
    proxy.reset(() => number++ === 0);
    await vi.waitFor(() => expect(ann.ending).toBe("reset"), soon);
    ben.socket.write("!");
    await vi.waitFor(() => expect(ben.heard).toBe("b!"), soon);
  });

  it("refuses who comes and keeps who is there", async () => {
    const ann = await visitor();
    await vi.waitFor(() => expect(proxy.connections()).toBe(1), soon);
    proxy.set({ kind: "refuse" });
    const ben = await visitor();
    await vi.waitFor(() => expect(ben.ending).not.toBe(""), soon);
    ann.socket.write("here");
    await vi.waitFor(() => expect(ann.heard).toBe("here"), soon);
  });

  it("tells on a target that is away as a reset", async () => {
    echo.close();
    const ann = await visitor();
    await vi.waitFor(() => expect(ann.ending).not.toBe(""), soon);
    await vi.waitFor(() => expect(proxy.connections()).toBe(0), soon);
  });

  it("closes also where nobody takes what was written", async () => {
    const { socket } = await visitor();
    socket.pause();
    socket.write(Buffer.alloc(20_000_000, "x"));
    await vi.waitFor(() => expect(proxy.bytes.down).toBeGreaterThan(1_000_000), soon);
    proxy.reset();
    await proxy.close();
  });
});
