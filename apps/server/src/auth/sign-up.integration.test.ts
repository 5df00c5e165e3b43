import type { WorkspaceId } from "@hallway/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readAccount } from "../testing/account-answer.ts";
import { PASSWORD } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await startServer({ SIGN_UP: "invited" });
});

afterEach(() => server.close());

/** The first account, its workspace, and a way to invite into it. */
async function setUp() {
  const owner = await server.signUp("Olga");
  const { workspace } = await owner.must("workspace:create", { name: "Acme", slug: "acme" });
  return { owner, workspaceId: workspace.id };
}

async function invite(
  {
    owner,
    workspaceId,
  }: { owner: Awaited<ReturnType<TestServer["signUp"]>>; workspaceId: WorkspaceId },
  input: { email?: string; maxUses?: number } = {},
) {
  const { invite, url } = await owner.must("invite:create", input, workspaceId);
  return { id: invite.id, token: url.split("/").at(-1) ?? "" };
}

const bob = { name: "Bob", email: "Bob@Example.com" };

describe("who may create an account", () => {
  test("the very first one is free, and is signed in by it", async () => {
    const response = await server.anonymous().signUp(bob);
    expect(response.status).toBe(200);
    const body = await readAccount(response);
    expect(body.user).toMatchObject({ name: "Bob", email: "bob@example.com" });
    expect(body.user.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(body.token).toMatch(/^[A-Za-z0-9]{32}$/);
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/^hallway\.session_token=.*; HttpOnly; SameSite=Lax$/);
    expect(cookie).toContain("Max-Age=2592000");
  });

  test("of many who race to be the first, one is", async () => {
    const racers = Array.from({ length: 8 }, (_, index) =>
      server.anonymous().signUp({ name: `P${index}`, email: `p${index}@example.com` }),
    );
    const statuses = (await Promise.all(racers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 403)).toHaveLength(7);
  });

  test("afterwards nobody without an invitation, and the refusal does not tell who is here", async () => {
    const { owner } = await setUp();
    const stranger = await server.anonymous().signUp(bob);
    const known = await server.anonymous().signUp({ name: "Olga", email: owner.email });
    expect(stranger.status).toBe(403);
    expect(known.status).toBe(403);
    const body = await stranger.json();
    expect(await known.json()).toEqual(body);
    expect(body).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
      message: expect.any(String),
    });
  });

  test("with an invitation, which signing up does not use up", async () => {
    const place = await setUp();
    const { token } = await invite(place, { maxUses: 1 });
    const invited = server.anonymous();
    expect((await invited.signUp({ ...bob, inviteToken: token })).status).toBe(200);
    expect(await invited.must("invite:preview", { token })).toMatchObject({ joined: false });
    await invited.must("invite:accept", { token });
    const late = await server
      .anonymous()
      .signUp({ ...bob, email: "c@example.com", inviteToken: token });
    expect(late.status).toBe(403);
  });

  test("not with one that is revoked, made up or for another address", async () => {
    const place = await setUp();
    const revoked = await invite(place);
    await place.owner.must("invite:revoke", { inviteId: revoked.id }, place.workspaceId);
    const personal = await invite(place, { email: "carol@example.com" });
    for (const inviteToken of [revoked.token, "made-up", personal.token]) {
      const response = await server.anonymous().signUp({ ...bob, inviteToken });
      expect(response.status).toBe(403);
    }
    const carol = { name: "Carol", email: "CAROL@example.com", inviteToken: personal.token };
    expect((await server.anonymous().signUp(carol)).status).toBe(200);
  });

  test("with an invitation, an address that is taken is a conflict", async () => {
    const place = await setUp();
    const { token } = await invite(place);
    const response = await server
      .anonymous()
      .signUp({ name: "Olga", email: place.owner.email.toUpperCase(), inviteToken: token });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: "conflict", field: "email" } });
  });
});

describe("what a sign-up must look like", () => {
  const good = { ...bob, password: PASSWORD };

  test.each([
    ["a short password", { ...good, password: "123456789" }, "password"],
    ["X22: a password of a megabyte", { ...good, password: "x".repeat(1_000_000) }, "password"],
    ["a password of 257 characters", { ...good, password: "🙂".repeat(257) }, "password"],
    ["a broken password", { ...good, password: "\ud800xxxxxxxxxxx" }, "password"],
    ["no name", { ...good, name: " \u200b " }, "name"],
    ["a long name", { ...good, name: "x".repeat(81) }, "name"],
    ["no address", { ...good, email: "bob" }, "email"],
    ["X31: a list of addresses", { ...good, email: ["bob@example.com"] }, "email"],
    ["X31: two addresses", { ...good, email: "bob@example.com, evil@example.com" }, "email"],
    ["X80: an operator", { ...good, email: { contains: "" } }, "email"],
    ["X85: another site to go to", { ...good, callbackURL: "//evil.example" }, "callbackURL"],
    ["a field that is not there", { ...good, role: "owner" }, "role"],
    ["nothing", {}, "name"],
  ])("%s is invalid", async (_, body, field) => {
    const response = await server.anonymous().post("/api/auth/sign-up/email", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: "invalid", field } });
  });

  test("X13: control characters in a name are dropped, and names keep their script", async () => {
    const response = await server
      .anonymous()
      .signUp({ ...bob, name: "  Zo\u0000e\u0301 \u202e\u001b[31m 王 \ud800 " });
    expect(response.status).toBe(200);
    expect((await readAccount(response)).user.name).toBe("Zo\u00e9 [31m 王 \ufffd");
  });

  test("256 characters of four bytes are a password", async () => {
    const password = "🙂".repeat(256);
    const actor = server.anonymous();
    expect((await actor.signUp({ ...bob, password })).status).toBe(200);
    expect((await server.anonymous().signIn(bob.email, password)).status).toBe(200);
  });
});
