import { type CommandContract, commands, type WorkspaceId } from "@hallway/protocol";
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

describe("X2-X4, X84: requests that other sites made", () => {
  const foreign = [
    "https://evil.example",
    "null",
    "http://localhost.evil.example",
    "http://localhost",
    "http://LOCALHOST",
  ];

  test.each(foreign)("Origin %s is refused on every kind of route", async (origin) => {
    const paths = [
      "/api/auth/sign-in/email",
      "/api/auth/sign-out",
      "/api/v1/workspace:mine",
      `/api/v1/workspaces/${workspaceId}/channel:create`,
      "/anything",
    ];
    for (const path of paths) {
      const response = await ann.post(path, {}, { origin });
      expect([path, response.status]).toEqual([path, 403]);
      expect(await response.json()).toMatchObject({ ok: false, error: { code: "forbidden" } });
    }
  });

  test("a look-alike with another port is refused", async () => {
    const response = await ann.post("/api/v1/workspace:mine", {}, { origin: `${server.url}0` });
    expect(response.status).toBe(403);
  });

  test("a cookie without an origin is refused, a token is not", async () => {
    const json = { "content-type": "application/json" };
    const byCookie = await fetch(`${server.url}/api/v1/workspace:mine`, {
      method: "POST",
      headers: { ...json, cookie: ann.cookie },
      body: "{}",
    });
    expect(byCookie.status).toBe(403);
    const signedIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email: ann.email, password: PASSWORD }),
    });
    const { token } = await readAccount(signedIn);
    const byToken = await fetch(`${server.url}/api/v1/workspace:mine`, {
      method: "POST",
      headers: { ...json, authorization: `Bearer ${token}` },
      body: "{}",
    });
    expect(byToken.status).toBe(200);
  });

  test("what browsers send for a form or a no-cors fetch is refused", async () => {
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": type, "sec-fetch-site": "cross-site", cookie: ann.cookie },
        body: "email=a@example.com",
      });
      expect(response.status).toBe(403);
    }
  });

  describe("X84: every command and every form of the account, sent by", () => {
    const accountForms = [
      "sign-up/email",
      "sign-in/email",
      "sign-out",
      "revoke-session",
      "revoke-other-sessions",
      "change-password",
      "request-password-reset",
      "forget-password",
      "reset-password",
    ];
    const contracts: CommandContract[] = Object.values(commands);
    const paths = () => [
      ...accountForms.map((name) => `/api/auth/${name}`),
      ...contracts.map(({ name, scope }) =>
        scope === "workspace" ? `/api/v1/workspaces/${workspaceId}/${name}` : `/api/v1/${name}`,
      ),
    ];
    const crossSite = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

    test.each<[string, Record<string, string>, string]>([
      ["a form", { "content-type": "application/x-www-form-urlencoded" }, "name=x"],
      ["a form with files", { "content-type": "multipart/form-data; boundary=x" }, "--x--"],
      ["a fetch without CORS", { "content-type": "text/plain" }, "{}"],
      ["a fetch that asked nobody first", { "content-type": "application/json" }, "{}"],
    ])("%s of another site, is forbidden", async (_, headers, body) => {
      const answers = await Promise.all(
        paths().map(async (path) => {
          const init = { method: "POST", headers: { ...crossSite, ...headers }, body };
          const response = await ann.request(path, init);
          return [path, response.status];
        }),
      );
      expect(answers).toEqual(paths().map((path) => [path, 403]));
      expect((await ann.must("session:list", {}, workspaceId)).sessions).not.toEqual([]);
    });
  });

  test.each([
    ["X1: another site", { origin: "https://evil.example" }, false],
    ["X2: null", { origin: "null" }, false],
    ["X4: a look-alike", { origin: "https://localhost.evil.example" }, false],
    ["X3: none, with the cookie", {}, false],
    ["our own", { origin: "ours" }, true],
  ])("a socket's handshake, %s", async (_, headers, admitted) => {
    for (const transport of ["polling", "websocket"]) {
      const { origin } = headers as { origin?: string };
      const extraHeaders = {
        cookie: ann.cookie,
        ...(origin && { origin: origin === "ours" ? server.url : origin }),
      };
      const opened = ann
        .connect(workspaceId, { socket: { transports: [transport], extraHeaders } })
        .then(() => true)
        .catch(() => false);
      expect([transport, await opened]).toEqual([transport, admitted]);
    }
  });

  test("X3: a script's token needs no origin", async () => {
    const { token } = await readAccount(await server.anonymous().signIn(ann.email));
    const socket = await ann.connect(workspaceId, {
      socket: { extraHeaders: {}, auth: { token, protocol: 1 } },
    });
    expect(await socket.must("session:list", {})).toMatchObject({ sessions: expect.any(Array) });
  });
});
