import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { connectDatabase, type Database } from "./client.ts";
import { isDatabaseAway } from "./database-away.ts";
import type { Statement } from "./pipeline.ts";

let files: TestDatabase;
let database: Database;

beforeAll(async () => {
  files = await createDatabase();
  database = connectDatabase(files.url);
  await database.$executeRawUnsafe("CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)");
  await database.$executeRawUnsafe("INSERT INTO counter VALUES (1, 0)");
});

afterAll(async () => {
  await database.$disconnect();
  await files.drop();
});

const lock: Statement = {
  name: "lock",
  text: "SELECT id FROM counter WHERE id = 1 FOR NO KEY UPDATE",
  values: [],
};
const read: Statement = {
  name: "read",
  text: "SELECT value FROM counter WHERE id = 1",
  values: [],
};

function write(value: number): Statement {
  return {
    name: "write",
    text: "UPDATE counter SET value = $1::int WHERE id = 1",
    values: [value],
  };
}

function insert(id: number): Statement {
  return { name: "insert", text: "INSERT INTO counter VALUES ($1::int, 0)", values: [id] };
}

async function valueNow(): Promise<number> {
  const [row] = await database.pipeline.ask<{ value: number }>(read);
  return row?.value ?? Number.NaN;
}

test("what is read behind a lock in the same trip is what its last holder committed", async () => {
  const before = await valueNow();
  const increment = () =>
    database.pipeline.transact(async (ask) => {
      const [, [row]] = await Promise.all([ask(lock), ask<{ value: number }>(read)]);
      return { result: undefined, writes: [write((row?.value ?? 0) + 1)] };
    });
  await Promise.all(Array.from({ length: 40 }, increment));
  expect(await valueNow()).toBe(before + 40);
});

test("a write that fails takes all others with it, and the connection works on", async () => {
  const before = await valueNow();
  const transacted = database.pipeline.transact(async () => ({
    result: "done",
    writes: [write(before + 1), insert(1)],
  }));
  await expect(transacted).rejects.toMatchObject({ code: "23505" });
  expect(await valueNow()).toBe(before);
});

test("a question that fails, or a decision that throws, leaves nothing behind", async () => {
  const wrong: Statement = { name: "wrong", text: "SELECT 1 / $1::int AS one", values: [0] };
  const asked = database.pipeline.transact(async (ask) => {
    await Promise.all([ask(lock), ask(wrong), ask(read)]);
    return { result: "never", writes: [] };
  });
  await expect(asked).rejects.toMatchObject({ code: "22012" });
  const decided = database.pipeline.transact(async (ask) => {
    await ask(lock);
    throw new Error("I had rather not");
  });
  await expect(decided).rejects.toThrow("I had rather not");
  await database.pipeline.transact(async (ask) => {
    await ask(lock);
    return { result: "nobody else holds the lock", writes: [] };
  });
});

test("a snapshot sees one state, whatever is committed meanwhile, and changes nothing", async () => {
  const before = await valueNow();
  const seen = await database.pipeline.snapshot(async (ask) => {
    const first = await ask<{ value: number }>(read);
    await database.pipeline.ask(write(before + 1));
    const [second, third] = await Promise.all([
      ask<{ value: number }>(read),
      ask<{ value: number }>(read),
    ]);
    return [first, second, third].map(([row]) => row?.value);
  });
  expect(seen).toEqual([before, before, before]);
  expect(await valueNow()).toBe(before + 1);
  const writing = database.pipeline.snapshot((ask) => ask(write(0)));
  await expect(writing).rejects.toMatchObject({ code: "25006" });
  expect(await valueNow()).toBe(before + 1);
});

test("of snapshots that wait together each is its own, whatever becomes of the others", async () => {
  const wrong: Statement = { name: "wrong", text: "SELECT 1 / $1::int AS one", values: [0] };
  const value = await valueNow();
  const asked = Array.from({ length: 60 }, (_, at) =>
    database.pipeline.snapshot(async (ask) => {
      if (at % 20 === 7) await ask(wrong);
      if (at % 20 === 9) throw new Error("I had rather not");
      const [row] = await ask<{ value: number }>(read);
      return { at, value: row?.value };
    }),
  );
  for (const [at, end] of (await Promise.allSettled(asked)).entries()) {
    if (at % 20 === 7) expect(end).toMatchObject({ reason: { code: "22012" } });
    else if (at % 20 === 9) expect(end).toMatchObject({ reason: { message: "I had rather not" } });
    else expect(end).toEqual({ status: "fulfilled", value: { at, value } });
  }
});

test("a connection that is lost during the commit says so, and the next one works", async () => {
  await database.$executeRawUnsafe(`
    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`);
  await database.$executeRawUnsafe(`
    CREATE CONSTRAINT TRIGGER cut_at_commit AFTER INSERT ON counter
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()`);
  const error = await database.pipeline
    .transact(async () => ({ result: "done", writes: [insert(2)] }))
    .catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  await database.$executeRawUnsafe("DROP TRIGGER cut_at_commit ON counter");
  const again = database.pipeline.transact(async () => ({ result: "done", writes: [insert(2)] }));
  expect(await again).toBe("done");
});
