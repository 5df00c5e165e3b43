import type { WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";

const Handles = z.array(z.object({ id: z.string(), token: z.string() }));

let server: TestServer;
let workspaceId: WorkspaceId;
let ann: Actor;

beforeAll(async () => {
  server = await startServer();
  ann = await server.signUp("Ann");
  const { workspace } = await ann.must("workspace:create", { name: "Acme", slug: "acme" });
  workspaceId = workspace.id;
});

afterAll(() => server.close());

async function second(): Promise<Actor> {
  const actor = server.anonymous();
  await actor.signIn(ann.email);
  return actor;
}

async function list(actor: Actor) {
  return (await actor.must("session:list", {}, workspaceId)).sessions;
}

describe("my sessions", () => {
  test("are listed, this one first, without their tokens", async () => {
    const other = await second();
    const sessions = await list(other);
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(sessions[0]).toMatchObject({ ip: expect.any(String), userAgent: "node" });
    const keys = [ann, other].map(({ cookie }) => cookie.split("=")[1]?.split(".")[0] ?? "none");
    const text = JSON.stringify(sessions);
    for (const key of keys) expect(text).not.toContain(key);
    await other.post("/api/auth/sign-out", {});
  });

  test("one of them is revoked: its socket and its cookie end within a second", async () => {
    const other = await second();
    const socket = await other.connect(workspaceId);
    const [, session] = await list(ann);
    const start = performance.now();
    await ann.must("session:revoke", { sessionId: session?.id ?? ann.userId }, workspaceId);
    expect(await socket.hears("session:ended")).toMatchObject({ code: "unauthenticated" });
    await socket.ended;
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await other.ask("session:list", {}, workspaceId)).toMatchObject({
      error: { code: "unauthenticated" },
    });
    expect(await list(ann)).toHaveLength(1);
  });

  test("X26: another person's session answers like none at all", async () => {
    const bob = await server.signUp("Bob");
    const { workspace } = await bob.must("workspace:create", { name: "Bob", slug: "bob" });
    const [session] = (await bob.must("session:list", {}, workspace.id)).sessions;
    const foreign = await ann.ask(
      "session:revoke",
      { sessionId: session?.id ?? ann.userId },
      workspaceId,
    );
    const missing = await ann.ask(
      "session:revoke",
      { sessionId: "01a200b8-0026-768f-9953-2e1aec23b81c" },
      workspaceId,
    );
    expect(foreign).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(missing).toEqual(foreign);
    expect((await bob.must("session:list", {}, workspace.id)).sessions).toHaveLength(1);
  });

  test("all but this one end together", async () => {
    const others = [await second(), await second()];
    const sockets = await Promise.all(others.map((actor) => actor.connect(workspaceId)));
    const response = await ann.post("/api/auth/revoke-other-sessions", {});
    expect(await response.json()).toEqual({ status: true });
    for (const socket of sockets) await socket.ended;
    expect(await list(ann)).toHaveLength(1);
  });

  test("over the account routes they carry a handle, which ends one of mine only", async () => {
    const other = await second();
    const response = await ann.request("/api/auth/list-sessions");
    const sessions = Handles.parse(await response.json());
    expect(sessions).toHaveLength(2);
    expect(sessions.every(({ id, token }) => id === token)).toBe(true);
    const bob = server.anonymous();
    await bob.signUp({ name: "Cid", email: "cid@example.com" });
    expect((await bob.post("/api/auth/revoke-session", { token: sessions[1]?.token })).status).toBe(
      200,
    );
    expect(await list(ann)).toHaveLength(2);
    const [, session] = await list(ann);
    await ann.post("/api/auth/revoke-session", { token: session?.id });
    expect(await other.ask("workspace:mine", {})).toMatchObject({ ok: false });
  });

  test("nobody has none", async () => {
    const anonymous = server.anonymous();
    expect((await anonymous.request("/api/auth/list-sessions")).status).toBe(401);
    expect((await anonymous.post("/api/auth/revoke-other-sessions", {})).status).toBe(401);
    expect(await (await anonymous.request("/api/auth/get-session")).text()).toBe("null");
    expect((await anonymous.post("/api/auth/sign-out", {})).status).toBe(200);
  });
});
