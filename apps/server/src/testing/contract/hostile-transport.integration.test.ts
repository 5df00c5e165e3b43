import { limits } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openRawSocket, type RawSocket } from "../raw-socket.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { buildWorld, newMessageId, say, type World } from "../world.ts";
import { enter, settled } from "./settled.ts";

let server: TestServer;
let world: World;
const opened: RawSocket[] = [];

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});
afterAll(() => server.close());

async function openRaw(cookie = world.member.cookie): Promise<RawSocket> {
  const socket = await openRawSocket(server.url, cookie);
  opened.push(socket);
  return socket;
}

/** A raw socket that stands in the workspace's namespace. */
async function enterRaw(): Promise<{ raw: RawSocket; nsp: string }> {
  const raw = await openRaw();
  const nsp = `/w/${world.workspaceId}`;
  raw.send(`40${nsp},{"protocol":1}`);
  await raw.hears((text) => text.startsWith(`40${nsp},`));
  return { raw, nsp };
}

/** Does something hostile beside a decent person's socket, which must not notice. */
async function unnoticed<T>(act: () => Promise<T>): Promise<T> {
  const { owner, workspaceId, privateChannel } = world;
  const witness = await enter(owner, workspaceId);
  const result = await act();
  const sent = await say(owner, workspaceId, { to: privateChannel });
  await witness.hearsChange(`channel:${privateChannel}`, "message", ({ id }) => id === sent.id);
  expect(witness.socket.connected).toBe(true);
  witness.socket.disconnect();
  return result;
}

async function polling(query: string, init?: RequestInit): Promise<number> {
  const response = await world.member.request(`/socket.io/?${query}`, init);
  await response.arrayBuffer();
  return response.status;
}

describe("the doors of the transport", () => {
  test("X5: other protocols, transports and sessions are refused", async () => {
    const statuses = await Promise.all(
      [
        "EIO=3&transport=polling",
        "EIO=99&transport=polling",
        "EIO=4&transport=foo",
        "EIO=4&transport=__proto__",
        "EIO=4",
        `EIO=4&transport=polling&sid=${uuidv7()}`,
        "EIO=4&transport=polling&sid=__proto__",
        "EIO=4&transport=websocket",
        "transport=polling&EIO[]=4",
      ].map((query) => polling(query)),
    );
    expect(statuses).toEqual(Array(statuses.length).fill(400));
  });

  test("X5: a connection's id is worth nothing without the cookies it was opened with", async () => {
    const { member, outsider, anonymous } = world;
    const opening = await member.request("/socket.io/?EIO=4&transport=polling");
    const { sid } = JSON.parse((await opening.text()).slice(1)) as { sid: string };
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    const entering = { method: "POST", body: `40/w/${world.workspaceId},{"protocol":1}` };
    for (const thief of [outsider, anonymous]) {
      expect((await thief.request(path)).status).toBe(400);
      expect((await thief.request(path, entering)).status).toBe(400);
    }
    expect((await member.request(path, entering)).status).toBe(200);
  });

  test("X6: a polling body of 10 MB is refused", async () => {
    const opening = await world.member.request("/socket.io/?EIO=4&transport=polling");
    const { sid } = JSON.parse((await opening.text()).slice(1)) as { sid: string };
    const query = `EIO=4&transport=polling&sid=${sid}`;
    const big = { method: "POST", body: "4".repeat(10_000_000) };
    expect(await unnoticed(() => polling(query, big))).toBe(413);
  });

  test("X7: a frame beyond the limit closes its own connection with 1009", async () => {
    const code = await unnoticed(async () => {
      const { raw } = await enterRaw();
      raw.send("4".repeat(1_100_000));
      return raw.closed;
    });
    expect(code).toBe(1009);
  });

  test("X8: thousands of tiny fragments end at the limit, with flat memory", async () => {
    const before = process.memoryUsage().rss;
    await unnoticed(async () => {
      const { raw } = await enterRaw();
      const payload = Buffer.from("x");
      raw.sendFrame({ final: false, opcode: 1, payload });
      for (let sent = 0; sent < limits.payloadBytes + 10; sent++) {
        raw.sendFrame({ final: false, opcode: 0, payload });
      }
      expect(await raw.closed).not.toBe(1000);
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test("X14: a connection that asks for ever more namespaces is cut", async () => {
    await unnoticed(async () => {
      const raw = await openRaw();
      await raw.hears((text) => text.startsWith("0{"));
      for (let asked = 0; asked < 5_000; asked++) raw.send(`40/w/${uuidv7()},`);
      await raw.closed;
      const refused = raw.texts.filter((text) => text.startsWith("44/w/"));
      expect(refused.length).toBeLessThanOrEqual(limits.namespacesPerConnection);
    });
  });

  test("X14: leaving what it never entered makes no room for more", async () => {
    const raw = await openRaw();
    for (let asked = 0; asked <= limits.namespacesPerConnection; asked++) {
      raw.send(`40/w/${uuidv7()},`);
      raw.send(`41/w/${uuidv7()},`);
    }
    await raw.closed;
    expect(raw.texts.filter((text) => text.startsWith("40/w/"))).toEqual([]);
  });

  test("X14: as many as it may hold, it may hold", async () => {
    const raw = await openRaw();
    for (let asked = 0; asked < limits.namespacesPerConnection - 1; asked++) {
      raw.send(`40/w/${uuidv7()},`);
    }
    raw.send(`40/w/${world.workspaceId},{"protocol":1}`);
    await raw.hears((text) => text.startsWith(`40/w/${world.workspaceId},`));
  });
});

describe("broken and odd packets", () => {
  test.each([
    ["X9: truncated JSON", (nsp: string) => `42${nsp},["message:send"`],
    ["no array", (nsp: string) => `42${nsp},{"message:send":1}`],
    ["an empty array", (nsp: string) => `42${nsp},[]`],
    ["an event without a name", (nsp: string) => `42${nsp},[null,{}]`],
    ["a number for a packet", () => "49"],
    ["no packet of this protocol", () => "Z"],
    ["X10: 999,999 attachments", (nsp: string) => `45999999-${nsp},["sync",{"_placeholder":true}]`],
    ["X10: no number of attachments", (nsp: string) => `45-${nsp},["sync",{"_placeholder":true}]`],
    ["20,000 nested brackets", (nsp: string) => `42${nsp},["sync",${"[".repeat(20_000)}`],
  ])("%s closes its own connection", async (_, packet) => {
    await unnoticed(async () => {
      const { raw, nsp } = await enterRaw();
      raw.send(packet(nsp));
      await raw.closed;
    });
  });

  test("a binary frame without its header does no harm", async () => {
    await unnoticed(async () => {
      const { raw } = await enterRaw();
      raw.sendFrame({ final: true, opcode: 2, payload: Buffer.from([1, 2, 3]) });
      await raw.closed;
    });
  });

  test("X13: a text that is no UTF-8 closes its own connection with 1007", async () => {
    const code = await unnoticed(async () => {
      const { raw } = await enterRaw();
      raw.sendFrame({ final: true, opcode: 1, payload: Buffer.from([0x34, 0xff, 0xfe]) });
      return raw.closed;
    });
    expect(code).toBe(1007);
  });

  test("X11: names that mean something to the machinery mean nothing as events", async () => {
    const names = [
      "__proto__",
      "constructor",
      "prototype",
      "connect",
      "connect_error",
      "disconnect",
      "disconnecting",
      "error",
      "newListener",
      "removeListener",
      "toString",
      "hasOwnProperty",
    ];
    await unnoticed(async () => {
      for (const name of names) {
        const { raw, nsp } = await enterRaw();
        raw.send(`42${nsp},${JSON.stringify([name, { isAdmin: true }])}`);
        raw.send(`42${nsp},7["session:list",{}]`);
        await Promise.race([raw.closed, raw.hears((text) => text.startsWith(`43${nsp},7`))]);
      }
      expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
    });
  });

  test("X12: a command without an acknowledgement, or with one beyond all numbers, is run", async () => {
    const { owner, workspaceId, privateChannel } = world;
    const { raw, nsp } = await enterRaw();
    const send = (text: string) =>
      JSON.stringify([
        "message:send",
        { id: newMessageId(), conversationId: privateChannel, text },
      ]);
    const witness = await enter(owner, workspaceId);
    raw.send(`42${nsp},${send("no ack")}`);
    raw.send(`42${nsp},${2 ** 53}${send("odd ack")}`);
    for (const text of ["no ack", "odd ack"]) {
      const room = `channel:${privateChannel}` as const;
      await witness.hearsChange(room, "message", (message) => message.text === text);
    }
    await raw.hears((text) => text.startsWith(`43${nsp},${2 ** 53}[{"ok":true`));
  });

  test("arguments beside the input, in any order and number, get an answer or none", async () => {
    const { member, workspaceId } = world;
    const socket = await enter(member, workspaceId);
    const odd: unknown[][] = [
      [],
      [null],
      [undefined],
      ["text"],
      [7],
      [[]],
      [{}, {}, {}],
      [Buffer.from("binary")],
      [{ conversationId: Buffer.from("binary") }],
      Array(100).fill({}),
    ];
    for (const event of ["message:send", "read:mark", "sync", "typing", "presence", "nothing"]) {
      for (const args of odd) socket.socket.emit(event, ...args);
      const answer = await socket.socket.timeout(8_000).emitWithAck("message:send", ...[null]);
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid", field: "id" } });
    }
    await settled(socket);
  });
});
