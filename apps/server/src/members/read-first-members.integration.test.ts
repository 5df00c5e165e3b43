import { asId, limits, type SessionId, type UserId, type WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MemberCaller } from "../caller.ts";
import { connectDatabase, type Database } from "../database/client.ts";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { readFirstMembers } from "./read-first-members.ts";

const PEOPLE = limits.bootstrapMembers + 50;
const WORKSPACE = "00000000-0000-7000-8000-000000000001";

let files: TestDatabase;
let database: Database;

beforeAll(async () => {
  files = await createDatabase();
  database = connectDatabase(files.url);
  const statements = [
    `INSERT INTO workspace (id, name, slug) VALUES ('${WORKSPACE}', 'Large', 'large')`,
    `INSERT INTO "user" (id, name, email, updated_at) SELECT ${uuid("n")}, 'P' || n, 'p' || n || '@example.com', now() FROM generate_series(1, ${PEOPLE}) n`,
    `INSERT INTO member (id, workspace_id, user_id, display_name, name_key) SELECT ${uuid("n")}, '${WORKSPACE}', ${uuid("n")}, 'P' || n, 'p' || n FROM generate_series(1, ${PEOPLE}) n`,
  ];
  for (const statement of statements) await database.$executeRawUnsafe(statement);
});

afterAll(async () => {
  await database.$disconnect();
  await files.drop();
});

test("of more than the first screen has room for, those named first are there", async () => {
  const everyone = Array.from({ length: PEOPLE }, (_, index) => userId(PEOPLE - index));
  const [me] = everyone;
  const members = await readFirstMembers(database.reads.ask, callerWho(me), everyone);
  expect(members.map((member) => member.userId)).toEqual(
    everyone.slice(0, limits.bootstrapMembers),
  );
});

function callerWho(me = userId(1)): MemberCaller {
  return {
    workspaceId: asId<WorkspaceId>(WORKSPACE),
    userId: me,
    memberId: me,
    sessionId: asId<SessionId>(me),
    role: "member",
    name: "Me",
    email: "me@example.com",
    ip: "127.0.0.1",
    userAgent: null,
  };
}

function userId(at: number): UserId {
  return asId<UserId>(`bbbbbbbb-0000-7000-8000-${String(at).padStart(12, "0")}`);
}

function uuid(at: string): string {
  return `('bbbbbbbb-0000-7000-8000-' || lpad((${at})::text, 12, '0'))::uuid`;
}
