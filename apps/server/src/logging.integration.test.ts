import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "./logging.ts";
import { type Actor, PASSWORD } from "./testing/actor.ts";
import { startServer, type TestServer } from "./testing/start-server.ts";
import { createWorkspace, findGeneral, newMessageId, tokenOf } from "./testing/world.ts";

const lines: string[] = [];
const logger = createLogger("trace", { write: (line) => void lines.push(line) });

let server: TestServer;
let ann: Actor;
const secrets = new Map<string, string>();

/** A busy day at the most talkative level, with everything in it that goes wrong. */
beforeAll(async () => {
  server = await startServer({}, { logger });
  ann = await server.signUp("Ann Archer");
  const workspaceId = await createWorkspace(ann, "acme");
  const conversationId = await findGeneral(ann, workspaceId);
  secrets.set("password", PASSWORD).set("address", ann.email).set("session", sessionOf(ann));

  const { url } = await ann.must("invite:create", { role: "member" }, workspaceId);
  secrets.set("invitation", tokenOf(url));
  const bob = await server.signUp("Bob Baker");
  secrets.set("session of Bob", sessionOf(bob));
  await bob.must("invite:accept", { token: tokenOf(url) });
  await bob.request(`/invite/${tokenOf(url)}`, { headers: { accept: "text/html" } });
  await bob.post("/api/v1/invite:preview", { token: `${tokenOf(url)}x` });

  const line = await bob.connect(workspaceId);
  const say = (text: string) =>
    line.ask("message:send", { id: newMessageId(), conversationId, text });
  secrets
    .set("message", "The merger is off, tell nobody")
    .set("refused message", "Not even the mayor knows");
  await say("The merger is off, tell nobody");
  const { database } = server.app.context;
  await database.$executeRaw`ALTER TABLE message ADD CONSTRAINT strange CHECK (text NOT LIKE 'Not even%') NOT VALID`;
  const refused = await say("Not even the mayor knows");
  expect(refused).toMatchObject({ ok: false, error: { code: "internal" } });
  if (!refused.ok)
    secrets.set("reference", /reference (\w+)/.exec(refused.error.message)?.[1] ?? "");

  await server.anonymous().signIn(ann.email, "a wrong password of mine");
  secrets.set("wrong password", "a wrong password of mine");
  await ann.post("/api/auth/request-password-reset", { email: ann.email });
  await server.app.context.accounts.settle();
  const reset = /reset-password[^\s]*token=([^\s&]+)/.exec(readMail().join("\n"))?.[1] ?? "";
  secrets.set("reset token", reset);
  await ann.request(`/reset-password?token=${reset}`, { headers: { accept: "text/html" } });
  await ann.post("/api/auth/reset-password", {
    token: reset,
    newPassword: "a new password of mine",
  });
  secrets.set("new password", "a new password of mine");

  await ann.request(`/api/v1/workspaces/${workspaceId}/message:send`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: "https://evil.example",
      "user-agent": "\u009b31mred",
    },
    body: '{"text":"The merger',
  });
  await ann.post(`/api/v1/workspaces/${workspaceId}/message:send`, {
    text: { nested: "The merger is off" },
  });
}, 60_000);
afterAll(() => server.close());

function sessionOf({ cookie }: Actor): string {
  return /session_token=([^;.%]+)/.exec(cookie)?.[1] ?? "";
}

function readMail(): string[] {
  const folder = join(server.dataDir, "mail");
  try {
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  } catch {
    return [];
  }
}

describe("G64: after a busy day", () => {
  test("every secret was really there to be leaked", () => {
    for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(7);
    expect(lines.length).toBeGreaterThan(3);
  });

  test("the log holds no session, password, link, address or message", () => {
    const log = lines.join("");
    for (const [name, secret] of secrets) {
      if (name !== "reference") expect(log, name).not.toContain(secret);
    }
    expect(log).not.toMatch(/merger|mayor/);
  });

  test("what failed inside is found by the reference that its person was given", () => {
    const entry = lines.find((line) => line.includes(secrets.get("reference") ?? "nothing"));
    expect(JSON.parse(entry ?? "{}")).toMatchObject({
      command: "message:send",
      msg: "command failed",
    });
    expect(entry).toContain("strange");
  });

  test("X90: every line is one JSON object in signs that a terminal only shows", () => {
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be there.
      expect(line.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });
});
