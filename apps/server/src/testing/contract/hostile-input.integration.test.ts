import { type CommandName, commands } from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Actor } from "../actor.ts";
import { situations } from "../situations.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, buildWorld, type World } from "../world.ts";

let server: TestServer;
let world: World;
let spare: Actor;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
  spare = await server.signUp("Spencer Spare");
  const { owner, workspaceId } = world;
  await admitByLink(owner, { workspaceId, role: "member", actors: [spare] });
});
afterAll(() => server.close());

const names = Object.keys(commands) as CommandName[];

/** What a field is given that it was not made for; the contract says for which fields it happens to fit. */
const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  "",
  " ",
  "x",
  "\u0000",
  "\ud800",
  "' OR 1=1; --",
  "../../etc/passwd",
  "x".repeat(20_000),
  [],
  [null],
  [["x"]],
  Array(1_000).fill("x"),
  {},
  { not: null },
  { contains: "" },
  { $ne: 1 },
  { toString: "x" },
  { length: 3 },
];

/** What is no input at all. */
const hostileBodies: readonly string[] = [
  "[]",
  "[{}]",
  '"text"',
  "7",
  "true",
  "{",
  '{"a":}',
  "undefined",
  "NaN",
  "\u0000",
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"__proto__":null}',
  '{"\\u005f_proto__":{"isAdmin":true}}',
];

function pathOf(command: CommandName): string {
  const place = commands[command].scope === "workspace" ? `workspaces/${world.workspaceId}/` : "";
  return `/api/v1/${place}${command}`;
}

interface Told {
  status: number;
  error: { code?: string; field?: string; message?: string };
}

async function sendRaw(command: CommandName, body: string, type = "application/json") {
  const response = await world.owner.request(pathOf(command), {
    method: "POST",
    body,
    headers: { "content-type": type },
  });
  const answer = (await response.json()) as { error?: Told["error"] };
  return { status: response.status, error: answer.error ?? {} } satisfies Told;
}

async function validInput(command: CommandName): Promise<Record<string, unknown>> {
  return { ...(await situations[command]({ world, actor: world.owner, spare })) };
}

function fieldsOf(command: CommandName): string[] {
  const { input }: { input: z.ZodType } = commands[command];
  if (!(input instanceof z.ZodObject)) throw new Error(`${command} takes no object`);
  return Object.keys(input.shape);
}

/** What no command may ever answer, whatever it is given. */
function expectSound(what: string, { status, error }: Told): void {
  expect([what, status < 500 && error.code !== "internal"]).toEqual([what, true]);
  expect(error.message ?? "").not.toMatch(/prisma|postgres|sql|zod|at .*:\d+|\/src\//i);
}

describe("X80: every field of every command, given what it was not made for", () => {
  test.each(names)("%s", async (command) => {
    const valid = await validInput(command);
    expect([command, commands[command].input.safeParse(valid).success]).toEqual([command, true]);
    for (const field of fieldsOf(command)) {
      await Promise.all(
        hostileValues.map((value) => expectRefused(command, valid, { field, value })),
      );
    }
  });
});

async function expectRefused(
  command: CommandName,
  valid: Record<string, unknown>,
  { field, value }: { field: string; value: unknown },
): Promise<void> {
  const input = { ...valid, [field]: value };
  const what = `${command} ${JSON.stringify({ [field]: value })?.slice(0, 80)}`;
  const fits = commands[command].input.safeParse(JSON.parse(JSON.stringify(input))).success;
  if (fits && CHANGES_PEOPLE.has(command)) return;
  const told = await sendRaw(command, JSON.stringify(input));
  expectSound(what, told);
  if (fits) return;
  const { code, field: named = "" } = told.error;
  expect([what, told.status, code]).toEqual([what, 400, "invalid"]);
  expect([what, named.split(".")[0]]).toEqual([what, field]);
}

/** Where an input that fits would leave the world without its people. */
const CHANGES_PEOPLE: ReadonlySet<CommandName> = new Set([
  "member:set-role",
  "workspace:transfer-ownership",
]);

describe("X80, X81: every command, given what is no input", () => {
  test.each(names)("%s", async (command) => {
    const expectInvalid = async (body: string) => {
      const what = `${command} ${body.slice(0, 60)}`;
      const told = await sendRaw(command, body);
      expectSound(what, told);
      expect([what, told.status, told.error.code]).toEqual([what, 400, "invalid"]);
    };
    await Promise.all(hostileBodies.map(expectInvalid));
    const told = await sendRaw(command, JSON.stringify("x".repeat(300_000)));
    expect([told.status, told.error.code]).toEqual([413, "too_large"]);
    expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
  });

  test.each(names)("%s, with a field it does not know", async (command) => {
    const valid = await validInput(command);
    for (const field of ["isAdmin", "role_", "workspaceId_", "toString"]) {
      const told = await sendRaw(command, JSON.stringify({ ...valid, [field]: "owner" }));
      expect([field, told]).toMatchObject([field, { status: 400, error: { code: "invalid" } }]);
      expect(told.error.field).toBe(field);
    }
  });

  test.each(names)("%s, with a field missing", async (command) => {
    const valid = await validInput(command);
    for (const field of Object.keys(valid)) {
      const { [field]: _, ...rest } = valid;
      if (commands[command].input.safeParse(rest).success) continue;
      const told = await sendRaw(command, JSON.stringify(rest));
      expect([field, told]).toMatchObject([field, { status: 400, error: { code: "invalid" } }]);
      expect(told.error.field).toBe(field);
    }
  });
});

describe("X82: the kind of body", () => {
  test.each([
    "application/json garbage",
    "application/json\t;x",
    "application/jsonx",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/json; charset=utf-16",
  ])("%s is refused before it is read", async (type) => {
    for (const command of ["message:send", "workspace:create", "invite:accept"] as const) {
      const input = JSON.stringify(await validInput(command));
      expect(await sendRaw(command, input, type)).toMatchObject({
        status: 415,
        error: { code: "invalid" },
      });
    }
  });

  test("a query beside the body changes nothing", async () => {
    const { owner, workspaceId } = world;
    const path = `/api/v1/workspaces/${workspaceId}/message:list?conversationId=a&conversationId=b`;
    expect((await owner.post(path, {})).status).toBe(400);
    const response = await owner.post(path, { conversationId: world.privateChannel });
    expect(response.status).toBe(200);
  });
});

describe("a place beyond all that a database can count to", () => {
  test.each(["before", "after", "around"])("%s it is the end of the timeline", async (side) => {
    const { owner, workspaceId, privateChannel: conversationId } = world;
    const newest = await owner.must("message:list", { conversationId }, workspaceId);
    for (const seq of [2 ** 31 - 1, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      const page = { conversationId, [side]: seq };
      const { messages, hasNewer } = await owner.must("message:list", page, workspaceId);
      expect({ messages, hasNewer }).toEqual({
        messages: side === "after" ? [] : newest.messages,
        hasNewer: false,
      });
    }
  });
});

describe("the socket parses as HTTP does", () => {
  test("every command of a workspace, given junk", async () => {
    const socket = await world.owner.connect(world.workspaceId);
    const junk: unknown[] = [[], [{}], "text", 7, true, Buffer.from("x"), { not: null }];
    for (const command of names) {
      if (commands[command].scope !== "workspace") continue;
      for (const value of junk) {
        const answer = await socket.ask(command, value as never);
        const code = answer.ok ? "ok" : answer.error.code;
        expect([command, value, code]).toEqual([command, value, "invalid"]);
      }
    }
    expect(socket.socket.connected).toBe(true);
  });
});
