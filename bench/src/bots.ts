// A program of its own beside the `door` bench: knocks at a server's sockets as often as it is told, and as often as it can.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { constants, setPriority } from "node:os";

/** From how many networks the bots come: one, or each knock from another. */
export type BotsFrom = "one network" | "everywhere";

export interface Raid {
  port: number;
  ms: number;
  perSecond: number;
  from: BotsFrom;
}

/** How the knocks ended. */
export interface RaidReport {
  /** Knocks that were answered, a second. */
  perSecond: number;
  refused: number;
  admitted: number;
  /** Answered otherwise, or not at all. */
  other: number;
}

/** A raid is bounded by what the machine gives: beyond so many under way, knocks wait. */
const UNDER_WAY_MAX = 500;
const TICK_MS = 5;

// The least that every system knows; what starts this program may know less (`forkBots`).
setPriority(constants.priority.PRIORITY_LOW);

process.on("message", (raid: Raid) => {
  void run(raid).then((report) => process.send?.(report));
});

async function run({ ms, perSecond, port, from }: Raid): Promise<RaidReport> {
  const statuses = new Map<string, number>();
  const started = performance.now();
  const underWay = new Set<Promise<void>>();
  let knocks = 0;
  while (performance.now() - started < ms) {
    const due = ((performance.now() - started) / 1_000) * perSecond;
    while (knocks < due && underWay.size < UNDER_WAY_MAX) {
      knocks++;
      const one = knock(port, from).then((status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        underWay.delete(one);
      });
      underWay.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - started) / 1_000;
  const [refused, admitted] = [statuses.get("503") ?? 0, statuses.get("101") ?? 0];
  return { perSecond: knocks / seconds, refused, admitted, other: knocks - refused - admitted };
}

/** One handshake for a websocket; resolves to the status of its answer, or to nothing. */
function knock(port: number, from: BotsFrom): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "localhost" });
    let status = "";
    socket.on("connect", () => socket.write(handshake(port, from)));
    socket.on("data", (chunk) => {
      status = chunk.toString("latin1", 9, 12);
      socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(status));
  });
}

/** The server believes a proxy on its own machine where a request comes from. */
function handshake(port: number, from: BotsFrom): string {
  const address = [...randomBytes(4)].join(".");
  return [
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    `Host: localhost:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...(from === "everywhere" ? [`X-Forwarded-For: ${address}`] : []),
    "\r\n",
  ].join("\r\n");
}
