import { expect, test, vi } from "vitest";
import { readSite } from "./open-shared.ts";

const away = new Error("Connection terminated due to connection timeout");

/** A database whose answers come one after the other, the last one for ever. */
function databaseThat(...answers: (Error | string)[]) {
  const findUniqueOrThrow = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return { epoch: answer };
  });
  const database = { installation: { findUniqueOrThrow } } as unknown;
  return { database: database as Parameters<typeof readSite>[0], findUniqueOrThrow };
}

test("a database that is busy while the server starts is asked again", async () => {
  const { database, findUniqueOrThrow } = databaseThat(away, away, "the site");
  expect(await readSite(database, 1)).toBe("the site");
  expect(findUniqueOrThrow).toHaveBeenCalledTimes(3);
});

test("not for ever, and not for what no waiting mends", async () => {
  await expect(readSite(databaseThat(away).database, 1)).rejects.toBe(away);
  const empty = new Error("No Installation found");
  const { database, findUniqueOrThrow } = databaseThat(empty);
  await expect(readSite(database, 1)).rejects.toBe(empty);
  expect(findUniqueOrThrow).toHaveBeenCalledOnce();
});
