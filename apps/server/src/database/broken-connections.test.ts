import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectDatabase, type Database } from "./client.ts";
import { isDatabaseAway } from "./database-away.ts";

let postgres: Server;
let database: Database;

beforeEach(async () => {
  postgres = createServer(answerOnce).listen(0, "127.0.0.1");
  await once(postgres, "listening");
  const address = postgres.address();
  const port = typeof address === "object" && address ? address.port : 0;
  database = connectDatabase(`postgresql://ann:secret@127.0.0.1:${port}/hallway`);
});
afterEach(async () => {
  await database.$disconnect();
  postgres.close();
});

test.each<[string, (crowded: Database) => Promise<unknown>]>([
  ["transactions", (crowded) => crowded.$transaction((tx) => tx.$executeRaw`SELECT 1`)],
  ["statements", (crowded) => crowded.$executeRaw`SELECT 1`],
  ["batches", ({ pipeline }) => pipeline.ask({ name: "one", text: "SELECT 1", values: [] })],
])(
  "connections that end as they are handed on to waiting %s fail those, and not the server",
  async (_who, work) => {
    const crowd = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0 ? work(database) : database.$executeRaw`SELECT 1`,
    );
    const failures = (await Promise.allSettled(crowd)).filter(
      ({ status }) => status === "rejected",
    );
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures)
      expect("reason" in failure && isDatabaseAway(failure.reason), JSON.stringify(failure)).toBe(
        true,
      );
  },
);

/** Lets somebody in, answers one statement, and in the same breath says that the administrator ended the connection. */
function answerOnce(socket: Socket): void {
  socket.on("error", () => undefined);
  socket.once("data", () => {
    socket.write(Buffer.concat([message("R", "\0\0\0\0"), message("Z", "I")]));
    socket.once("data", (asked) => {
      const isSimple = asked.toString("latin1", 0, 1) === "Q";
      const parsed = isSimple ? [] : [message("1"), message("2"), message("n")];
      const done = [message("C", "SELECT 0\0"), message("Z", "I")];
      const ended = message("E", "SFATAL\0C57P01\0Mterminating connection\0\0");
      socket.end(Buffer.concat([...parsed, ...done, ended]));
    });
  });
}

/** A message of PostgreSQL's protocol: its kind, its length, what it says. */
function message(kind: string, content = ""): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(kind), length, Buffer.from(content)]);
}
