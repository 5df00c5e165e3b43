// A node of the bus's benchmark: a socket.io server with one listener in the room, that tells its parent what it costs.
import { Server } from "socket.io";
import { connect, type Told, WAYS } from "./bus-ways.ts";

const ROOM = "channel:1";
const MESSAGE = { kind: "message", data: { id: "1".repeat(36), text: "x".repeat(100), seq: 1 } };
const EVERY_MS = 5;

const io = new Server();
const latencies: number[] = [];
const way = WAYS.find((one) => one === process.env.WAY) ?? "publish";
const tell = await connect(io, way, process.env.REDIS ?? "");
listenInRoom();
process.on("message", ({ commits, perSecond }: { commits: number; perSecond: number }) => {
  if (commits > 0) void talk(commits, perSecond);
  else process.send?.({ latencies: latencies.splice(0), cpu: cpuSeconds() });
});
process.send?.("ready");

/** Something in the room, so that delivering is done as for a connection, up to the encoded packet. */
function listenInRoom(): void {
  const { adapter, sockets } = io.of("/");
  void adapter.addAll("listener", new Set([ROOM]));
  const listener = {
    notifyOutgoingListeners: () => undefined,
    client: { writeToEngine: ([text]: [string]) => void hear(text) },
  };
  Object.assign(sockets, { get: () => listener });
}

function hear(text: string): void {
  const [, told]: [string, Told] = JSON.parse(text.slice(text.indexOf("[")));
  latencies.push(now() - told.from);
}

async function talk(commits: number, perSecond: number): Promise<void> {
  const started = now();
  for (let told = 0; told < commits; ) {
    const due = Math.min(commits, Math.ceil(((now() - started) / 1_000) * perSecond));
    for (; told < due; told++) tell({ room: ROOM, from: now(), to: told, changes: [MESSAGE] });
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  process.send?.("told");
}

/** Milliseconds of a clock that all processes of the machine share. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
