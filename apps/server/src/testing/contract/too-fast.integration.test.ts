import { type Answer, type ConversationId, rateLimits, type WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { newMessageId } from "../world.ts";
import { enter } from "./settled.ts";

describe("X17: whoever is too fast", () => {
  let limited: TestServer;
  let fast: Actor;
  let calm: Actor;
  let workspaceId: WorkspaceId;
  let conversationId: ConversationId;

  beforeAll(async () => {
    limited = await startServer({ RATE_LIMITS: "on" });
    [fast, calm] = await Promise.all([limited.signUp("Fay Fast"), limited.signUp("Cal M")]);
    const { workspace } = await fast.must("workspace:create", { name: "Race", slug: "race" });
    workspaceId = workspace.id;
    await fast.must("workspace:update", { policy: { join: "open" } }, workspaceId);
    await calm.must("workspace:join", { workspaceId });
    const { conversations } = await fast.must("workspace:bootstrap", {}, workspaceId);
    conversationId = conversations[0]?.id ?? conversationId;
  });
  afterAll(() => limited.close());

  const send = () => ({ id: newMessageId(), conversationId, text: "Quick" });

  test("is refused with the time to wait; others are not", async () => {
    const [racer, walker] = [await enter(fast, workspaceId), await enter(calm, workspaceId)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => racer.ask("message:send", send())),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refused.length).toBeGreaterThan(0);
    for (const { code, retryInMs = 0 } of refused) {
      expect(code).toBe("rate_limited");
      expect(retryInMs).toBeGreaterThan(0);
    }
    expect(await fast.ask("message:send", send(), workspaceId)).toMatchObject({
      error: { code: "rate_limited" },
    });
    expect((await walker.ask("message:send", send())).ok).toBe(true);
  });

  test("and goes on all the same is closed with the reason; others notice nothing", async () => {
    const [flooder, walker] = [await enter(fast, workspaceId), await enter(calm, workspaceId)];
    const codes = new Set<string>();
    for (let event = 0; event < 3_000; event++) {
      flooder.socket.emit("read:mark", {}, (answer: Answer<unknown>) =>
        codes.add(answer.ok ? "ok" : answer.error.code),
      );
    }
    expect(await flooder.hears("session:ended")).toMatchObject({
      code: "rate_limited",
      retryInMs: expect.any(Number),
    });
    await flooder.ended;
    expect(codes).toContain("rate_limited");
    expect((await walker.ask("session:list", {})).ok).toBe(true);
    expect((await (await enter(fast, workspaceId)).ask("session:list", {})).ok).toBe(true);
  });

  test("at the audit log's file is refused with the time to wait", async () => {
    const reader = await limited.signUp("Rea Reader");
    const { workspace } = await reader.must("workspace:create", { name: "Log", slug: "log" });
    const { limits } = limited.app.context;
    for (let turn = 0; turn < rateLimits.read.points; turn++) {
      await limits.consume("read", reader.userId);
    }
    const refused = await reader.request(`/api/v1/workspaces/${workspace.id}/audit.csv`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ ok: false, error: { code: "rate_limited" } });
  });

  test("at handshakes is refused with 503 and the time to wait", async () => {
    const statuses = new Set<number>();
    let retryAfter = 0;
    for (let turn = 0; turn < 200 && !statuses.has(503); turn++) {
      const response = await calm.request("/socket.io/?EIO=4&transport=polling");
      await response.arrayBuffer();
      statuses.add(response.status);
      retryAfter = Number(response.headers.get("retry-after"));
    }
    expect([...statuses]).toEqual([200, 503]);
    expect(retryAfter).toBeGreaterThan(0);
    expect((await (await enter(fast, workspaceId)).ask("session:list", {})).ok).toBe(true);
  });
});
