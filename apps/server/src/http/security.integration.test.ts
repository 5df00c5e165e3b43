import { connect } from "node:net";
import { limits, type WorkspaceId } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccount } from "../testing/account-answer.ts";
import { type Actor, PASSWORD } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";

let server: TestServer;
let ann: Actor;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  server = await startServer();
  ann = await server.signUp("Ann");
  const { workspace } = await ann.must("workspace:create", { name: "Acme", slug: "acme" });
  workspaceId = workspace.id;
});

afterAll(() => server.close());

/** The first line that the server answers to these very bytes. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => {
      answer += data.toString();
    });
    socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

function postRaw(target: string, headers: Record<string, string> = {}): Promise<string> {
  const body = JSON.stringify({ email: ann.email, password: PASSWORD });
  const lines = Object.entries({
    host: new URL(server.url).host,
    "content-type": "application/json",
    "content-length": String(body.length),
    connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return sendRaw(`POST ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

describe("X82: only JSON is read", () => {
  test.each([
    ["application/json", 200],
    ["application/json; charset=utf-8", 200],
    ["application/json;charset=UTF-8", 200],
    ["application/json\t;x", 415],
    ["application/json garbage", 415],
    ["application/json; charset=utf-7", 415],
    ["application/jsonp", 415],
    ["text/json", 415],
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["", 415],
  ])("%j", async (type, status) => {
    for (const path of ["/api/auth/sign-in/email", "/api/v1/workspace:mine"]) {
      const body = path.includes("sign-in")
        ? JSON.stringify({ email: ann.email, password: PASSWORD })
        : "{}";
      const { token } = await readAccount(await server.anonymous().signIn(ann.email));
      const response = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": type, authorization: `Bearer ${token}` },
        body: new TextEncoder().encode(body),
      });
      expect([path, response.status]).toEqual([path, status]);
    }
  });

  test("a body without a type is not read", async () => {
    expect(await postRaw("/api/auth/sign-in/email")).toMatch(/ 200 /);
    const body = JSON.stringify({ email: ann.email, password: PASSWORD });
    const bare = `POST /api/auth/sign-in/email HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
    expect(await sendRaw(bare)).toMatch(/ 415 /);
  });

  test("another type is refused though no body follows", async () => {
    for (const path of ["/api/auth/sign-out", "/api/v1/workspace:mine"]) {
      const bare = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n`;
      expect([path, await sendRaw(bare)]).toEqual([path, expect.stringContaining(" 415 ")]);
    }
  });

  test("no body is the empty input, and validation still runs", async () => {
    const out = await server.anonymous().request("/api/auth/sign-out", { method: "POST" });
    expect(out.status).toBe(200);
    const nobody = await server.anonymous().request("/api/auth/sign-in/email", { method: "POST" });
    expect(nobody.status).toBe(400);
  });
});

describe("X81: bodies that reach for a prototype", () => {
  test.each([
    '{"email":"a@example.com","password":"0123456789","__proto__":{"isAdmin":true}}',
    '{"email":"a@example.com","password":"0123456789","constructor":{"prototype":{"isAdmin":true}}}',
    '{"a":{"b":{"\\u005f_proto__":{"isAdmin":true}}}}',
    '{"email"',
    "[[[[[[[[[[[[",
  ])("%s is invalid", async (body) => {
    for (const path of ["/api/auth/sign-in/email", "/api/v1/workspace:mine"]) {
      const response = await ann.request(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect([path, response.status]).toEqual([path, 400]);
      expect(await response.json()).toMatchObject({ ok: false, error: { code: "invalid" } });
    }
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
  });

  test("X6: more than is taken at once is too large", async () => {
    const response = await ann.post("/api/v1/workspace:mine", {
      x: "x".repeat(limits.payloadBytes),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: "too_large" } });
  });
});

describe("X40: other spellings of a path", () => {
  test.each([
    "//api/auth/sign-in/email",
    "/api//auth///sign-in/email",
    "/api/auth/sign-in/email/",
    "/API/auth/Sign-In/email",
    "/api/auth/sign-in%2femail",
    "/api/auth/x/../sign-in/email",
    "/api/auth/./sign-in/email",
    "/api/auth/sign-in/email;x=1",
    "http://evil.example/api/auth/sign-in/email",
  ])("%s is nowhere", async (target) => {
    expect(await postRaw(target)).toMatch(/ (404|400) /);
  });

  test("an escaped letter is the same route, and the same guard", async () => {
    expect(await postRaw("/%61pi/auth/sign-in/email")).toMatch(/ 200 /);
    const origin = "https://evil.example";
    expect(await postRaw("/%61pi/auth/sign-in/email", { origin })).toMatch(/ 403 /);
  });
});

describe("X83: methods", () => {
  test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE"])("%s does not sign out", async (method) => {
    for (const path of ["/api/auth/sign-out", "/api/v1/workspace:create"]) {
      const response = await ann.request(path, {
        method,
        headers: { "x-http-method-override": "POST", "x-http-method": "POST" },
      });
      expect([404, 405]).toContain(response.status);
    }
    expect(await ann.must("workspace:mine", {})).toMatchObject({ workspaces: [{ slug: "acme" }] });
  });

  test("TRACE is not answered with what was sent", async () => {
    const status = await sendRaw(
      "TRACE /api/auth/get-session HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    expect(status).toMatch(/ (400|404|405|501) /);
  });

  test.each(["update-user", "delete-user", "change-email", "verify-password", "ok", "error"])(
    "the account library's %s is not there",
    async (path) => {
      expect((await ann.post(`/api/auth/${path}`, {})).status).toBe(404);
      expect((await ann.request(`/api/auth/${path}`)).status).toBe(404);
    },
  );
});

describe("X91: what browsers and proxies are told", () => {
  test("no answer of the interface is ever kept", async () => {
    for (const response of [
      await ann.request("/api/auth/get-session"),
      await ann.post("/api/v1/workspace:mine", {}),
      await ann.request("/api/auth/nothing"),
    ]) {
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("pages load nothing from elsewhere and are framed by nobody", async () => {
    const { headers } = await ann.request("/api/auth/get-session");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.has("x-powered-by")).toBe(false);
    expect(headers.has("access-control-allow-origin")).toBe(false);
    expect(headers.has("strict-transport-security")).toBe(false);
  });
});

describe("X90: what a browser calls itself", () => {
  test("control characters do not get in, and long names are cut", async () => {
    expect(await postRaw("/api/auth/sign-in/email", { "user-agent": "a\u001b[31mb" })).toMatch(
      / 400 /,
    );
    const path = "/api/auth/sign-in/email";
    const body = { email: ann.email, password: PASSWORD };
    const response = await server.anonymous().post(path, body, { "user-agent": "x".repeat(5_000) });
    expect(response.status).toBe(200);
    const { sessions } = await ann.must("session:list", {}, workspaceId);
    const lengths = sessions.map(({ userAgent }) => userAgent?.length ?? 0);
    expect(Math.max(...lengths)).toBe(300);
  });
});
