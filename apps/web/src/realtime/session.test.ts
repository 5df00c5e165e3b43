import { afterEach, describe, expect, test, vi } from "vitest";
import { CommandError } from "./answer.ts";
import { serverCommand } from "./server-command.ts";
import { getSession, requestPasswordReset, resetPassword, signIn, signOut } from "./session.ts";

interface Sent {
  url: string;
  method: string | undefined;
  body: unknown;
}

/** A server that gives one answer; the requests it got. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const text = typeof init.body === "string" ? init.body : "null";
    sent.push({ url, method: init.method, body: JSON.parse(text) });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), {
      status,
      headers,
    });
  });
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

const ada = { id: "u1", name: "Ada", email: "ada@example.com" };

describe("accounts", () => {
  test("signing in gives the account", async () => {
    const sent = answering(200, { token: "t", user: { ...ada, image: null } });
    expect(await signIn({ email: ada.email, password: "p" })).toEqual({ ok: true, data: ada });
    expect(sent).toEqual([
      {
        url: "/api/auth/sign-in/email",
        method: "POST",
        body: { email: ada.email, password: "p" },
      },
    ]);
  });

  test.each([
    [
      "a code of the account library becomes a sentence",
      401,
      { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" },
      { code: "unauthenticated", message: "The e-mail address or the password is wrong." },
    ],
    [
      "our own error is taken as it is",
      403,
      { code: "X", error: { code: "forbidden", message: "Sign-up is by invitation." } },
      { code: "forbidden", message: "Sign-up is by invitation." },
    ],
    [
      "a wrong field is named",
      400,
      { code: "PASSWORD_TOO_SHORT", message: "Password too short" },
      { code: "invalid", message: "Use a longer password.", field: "password" },
    ],
    [
      "an unknown code keeps its message",
      400,
      { code: "ODD", message: "Odd." },
      { code: "invalid", message: "Odd." },
    ],
    [
      "a proxy's page is the server's fault",
      502,
      "<html>Bad gateway</html>",
      { code: "unavailable", message: "Hallway is busy right now. Try again in a moment." },
    ],
  ])("%s", async (...[, status, body, error]) => {
    answering(status, body);
    expect(await signIn({ email: "a", password: "b" })).toEqual({ ok: false, error });
  });

  test("too often says how long to wait", async () => {
    answering(429, {}, { "retry-after": "7" });
    expect(await signOut()).toMatchObject({
      ok: false,
      error: { code: "rate_limited", retryInMs: 7000 },
    });
  });

  test("no network is unavailable, not an exception", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
    expect(await signOut()).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });

  test.each([
    ["nobody", 200, null, null],
    ["nobody, said with a status", 401, { code: "UNAUTHORIZED" }, null],
    ["someone", 200, { session: {}, user: ada }, ada],
  ])("the session is of %s", async (...[, status, body, data]) => {
    answering(status, body);
    expect(await getSession()).toEqual({ ok: true, data });
  });

  test("a reset link that was used is explained", async () => {
    answering(400, { code: "INVALID_TOKEN", message: "Invalid token" });
    expect(await resetPassword({ token: "t", newPassword: "n" })).toMatchObject({
      error: { message: "This link has expired or was used already. Ask for a new one." },
    });
  });

  test("asking for a reset names the page the mail leads to", async () => {
    vi.stubGlobal("location", { origin: "https://chat.example" });
    const sent = answering(200, { status: true });
    await requestPasswordReset("a@b.c");
    expect(sent[0]?.body).toEqual({
      email: "a@b.c",
      redirectTo: "https://chat.example/reset-password",
    });
  });
});

describe("commands beside the workspaces", () => {
  test("give their data", async () => {
    const data = { needsSetup: true, signUp: "open", version: "1" };
    const sent = answering(200, { ok: true, data });
    expect(await serverCommand("server:info", {})).toEqual(data);
    expect(sent[0]).toMatchObject({ url: "/api/v1/server:info", method: "POST", body: {} });
  });

  test("throw what the server refused", async () => {
    answering(409, {
      ok: false,
      error: { code: "conflict", message: "This address is taken.", field: "slug" },
    });
    const failure = await serverCommand("workspace:create", { name: "A", slug: "a" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CommandError);
    expect(failure).toMatchObject({ code: "conflict", field: "slug" });
  });

  test.each([
    ["no JSON", 500, "<html>"],
    ["an answer without its parts", 200, { ok: true }],
    ["an error with an unknown code", 400, { ok: false, error: { code: "odd", message: "?" } }],
  ])("%s is a typed failure", async (_name, status, body) => {
    answering(status, body);
    await expect(serverCommand("server:info", {})).rejects.toBeInstanceOf(CommandError);
  });
});
