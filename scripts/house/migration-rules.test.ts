import { describe, expect, it } from "vitest";
import { type Migration, migrationViolations } from "./migration-rules.ts";

const before = { name: "1_initial", sql: "CREATE TABLE message (id uuid, text text)" };
const check = (sql: string, name = "3_change") => migrationViolations([before, { name, sql }]);

describe("a migration may", () => {
  it.each([
    "CREATE TABLE pin (id uuid PRIMARY KEY, n int NOT NULL); CREATE INDEX pin_n ON pin (n); ALTER TABLE pin ADD CONSTRAINT pin_counts CHECK (n > 0);",
    'CREATE TABLE "pin" ("id" UUID NOT NULL);\n-- AddForeignKey\nALTER TABLE "pin" ADD CONSTRAINT "p" FOREIGN KEY ("id") REFERENCES "message"("id");',
    "CREATE INDEX CONCURRENTLY message_text ON message (text)",
    "ALTER TABLE message ADD COLUMN note text, ADD COLUMN pinned boolean NOT NULL DEFAULT false",
    "ALTER TABLE message ADD COLUMN at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP",
    "ALTER TABLE message ADD CONSTRAINT message_text_not_null CHECK (text IS NOT NULL) NOT VALID",
    "ALTER TABLE message VALIDATE CONSTRAINT message_text_not_null",
    "ALTER TABLE message ADD CONSTRAINT message_key UNIQUE USING INDEX message_id",
    "ALTER TABLE message ALTER COLUMN text DROP NOT NULL; ALTER TABLE message DROP CONSTRAINT old",
    "ALTER TYPE role ADD VALUE 'bot'",
    "DO $$ BEGIN LOOP UPDATE message SET text = ''; EXIT WHEN NOT FOUND; COMMIT; END LOOP; END $$",
    "-- DROP TABLE message;\nINSERT INTO pin VALUES ('UPDATE message; DROP TABLE message')",
  ])("%s", (sql) => {
    expect(check(sql)).toEqual([]);
  });

  it("take away what the last release no longer used, when its name says so", () => {
    const sql = "ALTER TABLE message DROP COLUMN text; DROP TABLE pin; ALTER TABLE a RENAME TO b";
    expect(check(sql, "3_drop_text_contract")).toEqual([]);
    expect(check(sql)).toHaveLength(3);
  });

  it("set a column NOT NULL once an earlier one has validated that it is", () => {
    const validated: Migration = {
      name: "2_validate",
      sql: 'ALTER TABLE "message" VALIDATE CONSTRAINT "message_text_not_null"',
    };
    const last = { name: "3_set", sql: 'ALTER TABLE "message" ALTER COLUMN "text" SET NOT NULL' };
    expect(migrationViolations([before, validated, last])).toEqual([]);
    expect(migrationViolations([before, last])).toHaveLength(1);
  });
});

describe("a migration may not", () => {
  it.each([
    ["CREATE INDEX message_text ON message (text)", "CONCURRENTLY"],
    ['CREATE UNIQUE INDEX "message_text" ON "message"("text")', "CONCURRENTLY"],
    ["CREATE INDEX CONCURRENTLY a ON message (text); SELECT 1", "migration of its own"],
    ["ALTER TABLE message ALTER COLUMN text TYPE varchar(9)", "whole table anew"],
    ['ALTER TABLE "message" ALTER COLUMN "text" SET DATA TYPE JSONB', "whole table anew"],
    ["ALTER TABLE message ADD COLUMN n int NOT NULL", "constant default"],
    ["ALTER TABLE message ADD COLUMN n uuid DEFAULT gen_random_uuid()", "constant default"],
    ["ALTER TABLE message ADD COLUMN n int GENERATED ALWAYS AS (1) STORED", "constant default"],
    ["ALTER TABLE message ADD COLUMN n uuid REFERENCES pin (id)", "constant default"],
    ["ALTER TABLE message ALTER COLUMN text SET NOT NULL", "NOT VALID"],
    ["ALTER TABLE message ADD CONSTRAINT c CHECK (text <> '')", "NOT VALID"],
    ["ALTER TABLE message ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES pin (id)", "NOT VALID"],
    ["ALTER TABLE message ADD CONSTRAINT c UNIQUE (id)", "USING INDEX"],
    [
      "ALTER TABLE message ADD CONSTRAINT c CHECK (true) NOT VALID; ALTER TABLE message VALIDATE CONSTRAINT c",
      "later migration",
    ],
    ["DROP TABLE message", "_contract"],
    ["ALTER TABLE message DROP COLUMN text", "_contract"],
    ["ALTER TABLE message DROP text", "_contract"],
    ['ALTER TABLE "message" RENAME COLUMN "text" TO "body"', "_contract"],
    ["ALTER TYPE role RENAME VALUE 'a' TO 'b'", "_contract"],
    ["UPDATE message SET text = ''", "in batches"],
    ["DELETE FROM message", "in batches"],
    ["LOCK TABLE message", "keeps everyone out"],
    ["/* later */ TRUNCATE message", "keeps everyone out"],
  ])("%s", (sql, instead) => {
    expect(check(sql)).toEqual([expect.stringContaining(instead)]);
  });
});
