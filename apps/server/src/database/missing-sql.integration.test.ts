import { afterAll, beforeAll, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "../testing/create-database.ts";
import { missingSql } from "./missing-sql.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createEmptyDatabase();
});

afterAll(() => database.drop());

it("finds that the migrations make what the schema describes", async () => {
  expect(await missingSql(database.url)).toBe("");
});
