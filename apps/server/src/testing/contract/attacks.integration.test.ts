import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROTOCOL_VERSION } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccount } from "../account-answer.ts";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, createChannel, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

describe("G56: a handshake from a page of another site, though with the right cookie", () => {
  /** Addresses that look like ours to a careless comparison. */
  const lookAlikes: Record<string, (own: URL) => string> = {
    "another site": () => "https://evil.example",
    "no site at all": () => "null",
    "ours as a subdomain": ({ protocol, host }) => `${protocol}//${host}.evil.example`,
    "ours as an ending": ({ protocol, host }) => `${protocol}//evil${host}`,
    "another port": ({ origin, port }) => origin.replace(port, `${Number(port) + 1}`),
    "another scheme": ({ host }) => `https://${host}`,
    "ours in capitals": ({ origin }) => origin.toUpperCase(),
    "ours with a dot behind the name": ({ protocol, hostname, port }) =>
      `${protocol}//${hostname}.:${port}`,
    "ours before an @": ({ protocol, host }) => `${protocol}//${host}@evil.example`,
  };

  test.each(Object.keys(lookAlikes))("%s is refused over both transports", async (name) => {
    const origin = lookAlikes[name]?.(new URL(server.url)) ?? "";
    for (const transport of ["websocket", "polling"]) {
      const extraHeaders = { cookie: world.member.cookie, origin };
      const opening = world.member.connect(world.workspaceId, {
        socket: { transports: [transport], extraHeaders },
      });
      const outcome = await opening.then(() => "let in").catch(() => "refused");
      expect([transport, origin, outcome]).toEqual([transport, origin, "refused"]);
    }
  });
});

describe("X27: whoever was deactivated, with the token of a session they still have", () => {
  let token: string;
  let person: Actor;

  beforeAll(async () => {
    person = await server.signUp("Tom Token");
    const { owner, workspaceId } = world;
    await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
    await person.must("workspace:join", { workspaceId });
    const account = await readAccount(await server.anonymous().signIn(person.email));
    token = account.token ?? "";
    await owner.must("member:deactivate", { userId: person.userId }, workspaceId);
  });

  test("is refused over HTTP", async () => {
    const response = await fetch(
      `${server.url}/api/v1/workspaces/${world.workspaceId}/member:list`,
      {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: "{}",
      },
    );
    expect([401, 403]).toContain(response.status);
    expect(await response.text()).not.toContain(world.member.userId);
  });

  test("is refused a socket", async () => {
    const socket = { extraHeaders: {}, auth: { token, protocol: 1 } };
    await expect(person.connect(world.workspaceId, { socket })).rejects.toMatchObject({
      data: { code: expect.stringMatching(/^(deactivated|unauthenticated)$/) },
    });
  });
});

test("G46: whoever was removed gets nothing back by what a connection before had", async () => {
  const { owner, member, workspaceId } = world;
  const { id } = await createChannel(owner, workspaceId, { with: [member.userId] });
  const room = `channel:${id}` as const;
  const before = await enter(member, workspaceId);
  const last = await say(owner, workspaceId, { to: id, text: "The last you hear." });
  await before.hearsChange(room, "message", (message) => message.id === last.id);
  const { id: pid = "" } = before.socket;
  before.socket.disconnect();
  const removal = { conversationId: id, userId: member.userId };
  await owner.must("channel:remove-member", removal, workspaceId);
  const secret = await say(owner, workspaceId, { to: id, text: "Not for Mia." });

  const auth = { protocol: PROTOCOL_VERSION, pid, offset: last.id };
  const after = await member.connect(workspaceId, { socket: { auth } });
  const { epoch } = await after.must("workspace:bootstrap", {});
  expect(after.socket.recovered).not.toBe(true);
  for (const clock of [0, last.tick, secret.tick, secret.tick + 1_000]) {
    const { rooms } = await after.must("sync", { epoch, clocks: { [room]: clock } });
    expect(rooms).toContainEqual({ room, from: 0, to: 0, changes: [], gone: true });
    expect(JSON.stringify(rooms)).not.toContain(secret.id);
  }
  const later = await say(owner, workspaceId, { to: id, text: "Nor this." });
  await settled(after);
  for (const message of [secret, later]) {
    expect(JSON.stringify(after.heard)).not.toContain(message.id);
  }
});

test("G55: the link of one forgotten password, used 50 times at once, works once", async () => {
  const person = await server.signUp("Rita Reset");
  await server.anonymous().post("/api/auth/request-password-reset", { email: person.email });
  const token = await mailedToken(person.email);
  const uses = await Promise.all(
    Array.from({ length: 50 }, (_, use) =>
      server
        .anonymous()
        .post("/api/auth/reset-password", { token, newPassword: `new password ${use}` }),
    ),
  );
  const statuses = uses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const winner = statuses.indexOf(200);
  expect((await person.signIn(person.email, `new password ${winner}`)).status).toBe(200);
});

/** The token in the newest mail to an address. */
async function mailedToken(email: string): Promise<string> {
  await server.app.context.accounts.settle();
  const folder = join(server.dataDir, "mail");
  const names = (await readdir(folder)).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const mail = mails.filter((text) => text.includes(`To: ${email}\n`)).at(-1) ?? "";
  const token = /reset-password\?token=(\S+)/.exec(mail)?.[1];
  if (!token) throw new Error(`No mail with a link went to ${email}`);
  return token;
}

describe("X91: two people behind one proxy that keeps whatever it may", () => {
  /** A proxy as the standard lets it be: an answer is kept for everyone who asks for the same address. */
  function keepingProxy() {
    const kept = new Map<string, string>();
    return async (actor: Actor, path: string) => {
      const known = kept.get(path);
      if (known !== undefined) return known;
      const response = await actor.request(path);
      const body = await response.text();
      const control = response.headers.get("cache-control") ?? "";
      if (!/no-store|no-cache|private/.test(control)) kept.set(path, body);
      return body;
    };
  }

  test("never get each other's data", async () => {
    const { owner, stranger, workspaceId } = world;
    const ask = keepingProxy();
    const csv = `/api/v1/workspaces/${workspaceId}/audit.csv`;
    const paths = ["/api/auth/get-session", "/api/auth/list-sessions", csv];
    for (const path of paths) {
      const mine = await ask(owner, path);
      const theirs = await ask(stranger, path);
      expect([path, mine]).toEqual([path, expect.stringContaining(owner.userId)]);
      expect([path, theirs]).toEqual([path, expect.not.stringContaining(owner.userId)]);
    }
  });

  test("get what is the same for everyone from it", async () => {
    const response = await world.owner.request("/");
    const page = await response.text();
    expect(page).not.toContain(world.owner.email);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("are told so, whatever they ask for", async () => {
    const { owner, stranger, anonymous } = world;
    for (const actor of [owner, stranger, anonymous]) {
      for (const path of ["/api/auth/get-session", "/api/auth/list-sessions", "/api/v1/nothing"]) {
        const response = await actor.request(path);
        expect([path, response.headers.get("cache-control")]).toEqual([path, "no-store"]);
      }
    }
  });
});
