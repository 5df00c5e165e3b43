import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../testing/create-database.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { readTruth } from "../testing/truth.ts";
import { buildWorld, say, type World } from "../testing/world.ts";
import { migrate } from "./migrate.ts";
import { migrationsFolder } from "./migration-list.ts";

const logger = pino({ level: "silent" });

/** What a later release may add to tables that this one knows, and beside them. */
const expansion = `
  CREATE TYPE later_kind AS ENUM ('one', 'two');
  CREATE TABLE later (id uuid PRIMARY KEY, message_id uuid REFERENCES message (id) ON DELETE CASCADE);
  ALTER TABLE message ADD COLUMN later_note text, ADD COLUMN later_count integer NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN later_kind later_kind NOT NULL DEFAULT 'one';
  ALTER TABLE participant ADD COLUMN later_at timestamptz;
  ALTER TABLE member ADD COLUMN later_color text NOT NULL DEFAULT 'teal';
  ALTER TABLE "user" ADD COLUMN later_locale text;
  ALTER TABLE session ADD COLUMN later_device text;
  ALTER TABLE invite ADD COLUMN later_reason text;
  ALTER TABLE room ADD COLUMN later_shard integer;
  ALTER TABLE workspace ADD COLUMN later_plan text;`;

let folder: string;
let database: TestDatabase;
let server: TestServer;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hallway-newer-"));
  cpSync(migrationsFolder, folder, { recursive: true });
  mkdirSync(join(folder, "29990101000000_later"));
  writeFileSync(join(folder, "29990101000000_later/migration.sql"), expansion);
  database = await createDatabase();
  server = await startServer({}, { database });
  world = await buildWorld(server);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("this release on the schema of a later one (G60)", { timeout: 60_000 }, () => {
  it("goes on working while another server migrates under it", async () => {
    const { member, owner, workspaceId, publicChannel } = world;
    const socket = await member.connect(workspaceId);
    await say(owner, workspaceId, { to: publicChannel, text: "Before." });
    await migrate({ url: database.url, logger, folder });
    const sent = await say(owner, workspaceId, { to: publicChannel, text: "After." });
    const heard = await socket.hearsChange(
      `channel:${publicChannel}`,
      "message",
      ({ id }) => id === sent.id,
    );
    expect(heard).toEqual(sent);
    const edit = { id: sent.id, text: "After all." };
    expect(await member.ask("message:edit", edit, workspaceId)).toMatchObject({ ok: false });
    expect(await owner.ask("message:edit", edit, workspaceId)).toMatchObject({ ok: true });
    await member.must("read:mark", { conversationId: publicChannel, seq: sent.seq }, workspaceId);
    await owner.must("message:delete", { id: sent.id }, workspaceId);
  });

  it("serves everything it serves on its own schema", async () => {
    const { owner, workspaceId } = world;
    const truth = await readTruth(owner, workspaceId);
    expect(truth.conversations.size).toBeGreaterThan(3);
    const newcomer = await server.signUp("Nina Newcomer");
    await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
    await newcomer.must("workspace:join", { workspaceId });
    await newcomer.must("channel:create", { name: "later-on" }, workspaceId);
    await newcomer.must("dm:open", { userIds: [owner.userId] }, workspaceId);
  });

  it("starts on it too, when a later release is taken back", async () => {
    await expect(migrate({ url: database.url, logger })).resolves.toBeUndefined();
  });
});
