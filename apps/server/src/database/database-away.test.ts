import { expect, test } from "vitest";
import { isDatabaseAway } from "./database-away.ts";

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each<[string, unknown, boolean]>([
  ["Node: nobody listens", error("connect ECONNREFUSED 127.0.0.1:5432"), true],
  ["the driver: cut", error("Connection terminated unexpectedly"), true],
  ["PostgreSQL: told to end", error("terminating connection", { code: "57P01" }), true],
  ["PostgreSQL: orphaned", error("terminating connection due to unexpected postmaster exit"), true],
  ["PostgreSQL: the disk is full", error("could not extend file", { code: "53100" }), true],
  ["Prisma: unreachable", error("no connection", { code: "P1001" }), true],
  [
    "Prisma: a raw statement",
    error("Raw query failed", { code: "P2010", meta: { error: { kind: "DatabaseNotReachable" } } }),
    true,
  ],
  ["Prisma: a COMMIT", error("ConnectionClosed"), true],
  [
    "Prisma: a COMMIT that PostgreSQL refused",
    error("canceling statement", { cause: { kind: "postgres", originalCode: "57014" } }),
    true,
  ],
  ["a broken rule of the database", error("duplicate key", { code: "23505" }), false],
  ["a mistake", error("Cannot read properties of undefined"), false],
  ["nothing", undefined, false],
])("%s is told apart", (_what, thrown, expected) => {
  expect(isDatabaseAway(thrown)).toBe(expected);
});
