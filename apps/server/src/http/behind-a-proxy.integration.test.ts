import { describe, expect, test, vi } from "vitest";
import { PASSWORD } from "../testing/actor.ts";
import { startServer } from "../testing/start-server.ts";

/** Each try costs the time of a password's hash, on whatever machine. */
vi.setConfig({ testTimeout: 120_000 });

describe("X39: guessing passwords behind changing X-Forwarded-For", () => {
  test.each([
    ["from a peer that is no proxy", "203.0.113.7", 10],
    ["through a proxy that passes on what it was told", "loopback", 60],
  ])("%s", async (_, trusted, most) => {
    const server = await startServer({ RATE_LIMITS: "on", TRUSTED_PROXIES: trusted });
    try {
      const { email } = await server.signUp("Ann");
      const statuses: number[] = [];
      for (let turn = 0; turn < 70; turn++) {
        const response = await server
          .anonymous()
          .post(
            "/api/auth/sign-in/email",
            { email, password: "not the password" },
            { "x-forwarded-for": `198.51.${turn}.${turn}` },
          );
        statuses.push(response.status);
      }
      expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(most);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await server.close();
    }
  });
});

test("too many wrong passwords: the answer says when to come back, and others are not held up", async () => {
  const server = await startServer({ RATE_LIMITS: "on" });
  try {
    const { email } = await server.signUp("Ann");
    const bob = await server.signUp("Bob");
    for (let turn = 0; turn < 5; turn++) {
      expect((await server.anonymous().signIn(email, "not the password")).status).toBe(401);
    }
    const spelled = await server
      .anonymous()
      .post("/%61pi/auth/sign-in/em%61il", { email, password: PASSWORD });
    expect(["X40: spelled otherwise", spelled.status]).toEqual(["X40: spelled otherwise", 429]);
    const refused = await server.anonymous().signIn(email);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      ok: false,
      error: { code: "rate_limited", retryInMs: expect.any(Number) },
    });
    expect((await server.anonymous().signIn(bob.email)).status).toBe(200);
  } finally {
    await server.close();
  }
});

test("behind https the cookie is bound to this host, and plain connections are refused from then on", async () => {
  const server = await startServer({ PUBLIC_URL: "https://chat.example" });
  try {
    const port = server.app.context.config.port;
    const response = await fetch(`http://localhost:${port}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://chat.example" },
      body: JSON.stringify({ name: "Ann", email: "ann@example.com", password: PASSWORD }),
    });
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/^__Host-hallway\.session_token=/);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(cookie).not.toContain("Domain");
    expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=31536000$/);
    const session = await fetch(`http://localhost:${port}/api/auth/get-session`, {
      headers: { cookie: cookie.split(";")[0] ?? "" },
    });
    expect(await session.json()).toMatchObject({ user: { email: "ann@example.com" } });
  } finally {
    await server.close();
  }
});
