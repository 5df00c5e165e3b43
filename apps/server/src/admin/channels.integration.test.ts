import { asId, type ConversationId, type WorkspaceId } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, createChannel, type World } from "../testing/world.ts";

const _DAY_MS = 24 * 60 * 60_000;

let server: TestServer;
let world: World;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
  workspaceId = world.workspaceId;
});
afterAll(() => server.close());

describe("a channel the admin is not in", () => {
  let conversationId: ConversationId;

  beforeAll(async () => {
    const channel = await createChannel(world.owner, workspaceId, { name: "handled" });
    conversationId = channel.id;
  });

  async function auditOf(action: string) {
    return server.app.context.database.auditEntry.findMany({
      where: { workspaceId, action, targetId: conversationId },
    });
  }

  test("is renamed, told to its room and written down", async () => {
    const socket = await world.owner.connect(workspaceId);
    const input = { conversationId, name: "well-handled" };
    const { conversation } = await world.admin.must("admin:rename-channel", input, workspaceId);
    expect(conversation).toMatchObject({ name: "well-handled", memberCount: 1 });
    await socket.hearsChange(
      `channel:${conversationId}`,
      "message",
      ({ system }) => system?.event === "renamed" && system.to === "well-handled",
    );
    expect(await auditOf("channel.renamed")).toMatchObject([
      { actorId: world.admin.userId, details: { from: "handled", to: "well-handled" } },
    ]);
  });

  test("a taken name is refused", async () => {
    const input = { conversationId, name: "design" };
    const answer = await world.admin.ask("admin:rename-channel", input, workspaceId);
    expect(answer).toMatchObject({ error: { code: "conflict", field: "name" } });
  });

  test("is archived and opened; twice is harmless", async () => {
    const archive = (archived: boolean) =>
      world.admin.must("admin:archive-channel", { conversationId, archived }, workspaceId);
    const first = await archive(true);
    expect(first.conversation.archivedAt).not.toBeNull();
    expect(await archive(true)).toEqual(first);
    expect(await auditOf("channel.archived")).toHaveLength(1);
    const input = { conversationId, name: "not-now" };
    const renamed = await world.admin.ask("admin:rename-channel", input, workspaceId);
    expect(renamed).toMatchObject({ error: { code: "conflict" } });
    expect((await archive(false)).conversation.archivedAt).toBeNull();
    expect(await auditOf("channel.unarchived")).toHaveLength(1);
  });

  test("general can't be archived", async () => {
    const input = { conversationId: world.general, archived: true };
    const answer = await world.owner.ask("admin:archive-channel", input, workspaceId);
    expect(answer).toMatchObject({ error: { code: "conflict" } });
  });

  test.each([
    ["a private one, even mine", () => world.privateChannel],
    ["a direct message", () => world.dm],
    ["another workspace's", () => world.elsewhere.channel],
    ["a made-up one", () => asId<ConversationId>(uuidv7())],
  ])("%s is not found", async (_, id) => {
    const archived = await world.admin.ask(
      "admin:archive-channel",
      { conversationId: id(), archived: true },
      workspaceId,
    );
    const renamed = await world.admin.ask(
      "admin:rename-channel",
      { conversationId: id(), name: "seen" },
      workspaceId,
    );
    expect(archived).toMatchObject({ error: { code: "not_found" } });
    expect(renamed).toMatchObject({ error: { code: "not_found" } });
  });

  test("is not for members to handle", async () => {
    for (const actor of [world.member, world.guest, world.outsider] satisfies Actor[]) {
      const input = { conversationId, archived: true };
      const answer = await actor.ask("admin:archive-channel", input, workspaceId);
      expect(answer).toMatchObject({ error: { code: "forbidden" } });
    }
  });
});
