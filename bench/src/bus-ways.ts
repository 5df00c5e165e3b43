import { createAdapter, createShardedAdapter } from "@socket.io/redis-adapter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import type { Server } from "socket.io";

/** How one node tells the others of a commit. */
export const WAYS = ["publish", "stream", "adapter", "sharded adapter", "streams adapter"] as const;
export type Way = (typeof WAYS)[number];

/** What a room is told of a commit. */
export interface Told {
  room: string;
  from: number;
  to: number;
  changes: unknown[];
}

const CHANNEL = "bench:bus";
const STREAM_LENGTH = 10_000;

/** Connects this process; returns how to tell all nodes, this one included. */
export async function connect(io: Server, way: Way, url: string): Promise<(told: Told) => void> {
  const show = (told: Told) => void io.to(told.room).emit("changes", told);
  if (way === "publish") return publish(url, show);
  if (way === "stream") return stream(url, show);
  const [pub, sub] = [createClient({ url }), createClient({ url })];
  await Promise.all([pub.connect(), sub.connect()]);
  if (way === "adapter") io.adapter(createAdapter(pub, sub));
  if (way === "sharded adapter") io.adapter(createShardedAdapter(pub, sub));
  if (way === "streams adapter") io.adapter(createStreamsAdapter(pub));
  return show;
}

type Show = (told: Told) => void;

/** One message a commit, on one connection; a node leaves out its own. */
async function publish(url: string, show: Show): Promise<Show> {
  const client = createClient({ url });
  await client.connect();
  const node = String(process.pid);
  await client.subscribe(CHANNEL, (text) => {
    const { from, told }: { from: string; told: Told } = JSON.parse(text);
    if (from !== node) show(told);
  });
  return (told) => {
    show(told);
    void client.publish(CHANNEL, JSON.stringify({ from: node, told }));
  };
}

/** The same through a stream, which a node that was away reads from where it stopped. */
async function stream(url: string, show: Show): Promise<Show> {
  const [writer, reader] = [createClient({ url }), createClient({ url })];
  await Promise.all([writer.connect(), reader.connect()]);
  const node = String(process.pid);
  void follow(async (id) => {
    const read = await reader.xRead({ key: CHANNEL, id }, { BLOCK: 0, COUNT: 100 });
    const messages = Object.values(read ?? {}).flatMap((one) => messagesOf(one));
    for (const { message } of messages) {
      if (message.from !== node && message.told) show(JSON.parse(message.told));
    }
    return messages.at(-1)?.id ?? id;
  });
  return (told) => {
    show(told);
    const entry = { from: node, told: JSON.stringify(told) };
    const trim = { strategy: "MAXLEN", strategyModifier: "~", threshold: STREAM_LENGTH } as const;
    void writer.xAdd(CHANNEL, "*", entry, { TRIM: trim });
  };
}

interface StreamMessage {
  id: string;
  message: Record<string, string>;
}

function messagesOf(read: unknown): StreamMessage[] {
  if (Array.isArray(read)) return read.flatMap((one) => (isMessage(one) ? [one] : messagesOf(one)));
  if (typeof read !== "object" || read === null) return [];
  return "messages" in read ? messagesOf(read.messages) : [];
}

function isMessage(value: unknown): value is StreamMessage {
  return typeof value === "object" && value !== null && "id" in value && "message" in value;
}

async function follow(read: (id: string) => Promise<string>): Promise<never> {
  for (let id = "$"; ; ) id = await read(id);
}
