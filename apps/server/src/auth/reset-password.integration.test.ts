import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.close());

const NEW = "a brand new password";

/** The mails written so far, oldest first. */
async function mails(): Promise<string[]> {
  await server.app.context.accounts.settle();
  const folder = join(server.dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
}

async function newestToken(email: string): Promise<string> {
  const mail = (await mails()).filter((text) => text.includes(`To: ${email}\n`)).at(-1) ?? "";
  return new RegExp(`${server.url}/reset-password\\?token=(\\S+)`).exec(mail)?.[1] ?? "";
}

function ask(email: unknown) {
  return server.anonymous().post("/api/auth/request-password-reset", { email });
}

function reset(token: string, newPassword = NEW) {
  return server.anonymous().post("/api/auth/reset-password", { token, newPassword });
}

describe("a forgotten password", () => {
  test("the link sets a new one, signs out everywhere and nobody in", async () => {
    const actor = await server.signUp("Ann");
    const { workspace } = await actor.must("workspace:create", { name: "Ann", slug: "ann" });
    const socket = await actor.connect(workspace.id);
    expect((await ask(actor.email.toUpperCase())).status).toBe(200);
    const token = await newestToken(actor.email);
    const response = await reset(token);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: true });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await socket.hears("session:ended")).toMatchObject({ code: "unauthenticated" });
    expect(await actor.ask("workspace:mine", {})).toMatchObject({ ok: false });
    expect((await server.anonymous().signIn(actor.email)).status).toBe(401);
    const back = server.anonymous();
    expect((await back.signIn(actor.email, NEW)).status).toBe(200);
    const { entries } = await back.must("audit:list", {}, workspace.id);
    expect(entries.map(({ action }) => action)).toContain("account.password-reset");
  });

  test("X32: an older link is refused, the newer one works once, however many use it", async () => {
    const actor = await server.signUp("Ben");
    await ask(actor.email);
    const older = await newestToken(actor.email);
    await ask(actor.email);
    const newer = await newestToken(actor.email);
    expect(newer).not.toBe(older);
    expect((await reset(older)).status).toBe(400);
    const uses = await Promise.all(Array.from({ length: 8 }, () => reset(newer)));
    expect(uses.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
    const refused = uses.find(({ status }) => status === 400);
    expect(await refused?.json()).toMatchObject({ error: { code: "invalid", field: "token" } });
  });

  test("a link works for an hour", async () => {
    const actor = await server.signUp("Cid");
    await ask(actor.email);
    const token = await newestToken(actor.email);
    const { database } = server.app.context;
    const row = await database.verification.findFirstOrThrow({ where: { value: actor.userId } });
    expect(row.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(row.identifier).not.toContain(token);
    await database.verification.update({ where: { id: row.id }, data: { expiresAt: new Date(0) } });
    expect((await reset(token)).status).toBe(400);
    expect((await server.anonymous().signIn(actor.email, PASSWORD)).status).toBe(200);
  });

  test.each(["", "a\u0000b", "\ud800", "'; --", "x".repeat(201)])(
    "X13: %j is no link",
    async (token) => {
      const response = await reset(token);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "invalid", field: "token" } });
    },
  );

  test("an unknown address gets the same answer, and no mail", async () => {
    const actor = await server.signUp("Dora");
    const before = (await mails()).length;
    const known = await ask(actor.email);
    const unknown = await ask("nobody@example.com");
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(await unknown.text()).toBe(await known.text());
    expect(await mails()).toHaveLength(before + 1);
  });

  test.each([
    ["a list", ["ann.1@example.com"]],
    ["two addresses", "ann.1@example.com, evil@example.com"],
    ["an object", { not: null }],
    ["nothing", undefined],
  ])("X31: %s instead of an address is invalid and sends nothing", async (_, email) => {
    const before = (await mails()).length;
    const response = await ask(email);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid", field: "email" } });
    expect(await mails()).toHaveLength(before);
  });

  test("X30: whatever host the request names, the mail names ours", async () => {
    const actor = await server.signUp("Fay");
    const before = (await mails()).length;
    await new Promise<void>((resolve, reject) => {
      const forged = request(`${server.url}/api/auth/forget-password`, {
        method: "POST",
        headers: {
          host: "evil.example",
          "x-forwarded-host": "evil.example",
          "x-forwarded-proto": "https",
          forwarded: "host=evil.example",
          "content-type": "application/json",
        },
      });
      forged.on("response", (response) => response.resume().on("end", resolve));
      forged.on("error", reject);
      forged.end(JSON.stringify({ email: actor.email }));
    });
    const all = await mails();
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toContain(`${server.url}/reset-password?token=`);
    expect(all.join("")).not.toContain("evil.example");
  });

  test("X85: a place to go to afterwards must be ours", async () => {
    const actor = server.anonymous();
    const path = "/api/auth/request-password-reset";
    const email = "nobody@example.com";
    const foreign = await actor.post(path, { email, redirectTo: "https://evil.example/" });
    expect(foreign.status).toBe(400);
    const own = await actor.post(path, { email, redirectTo: `${server.url}/reset-password` });
    expect(own.status).toBe(200);
  });

  test("a new password must be good", async () => {
    const actor = await server.signUp("Gil");
    await ask(actor.email);
    const token = await newestToken(actor.email);
    expect((await reset(token, "short")).status).toBe(400);
    expect((await reset(token, "x".repeat(300))).status).toBe(400);
    expect((await reset(token, NEW)).status).toBe(200);
  });
});
