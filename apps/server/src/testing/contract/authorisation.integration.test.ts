import {
  asId,
  type CommandName,
  type Commands,
  type ConversationId,
  commands,
  type InputOf,
} from "@hallway/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import {
  authorisationMatrix,
  type Row,
  type SpecialCase,
  specialCases,
  type Verdict,
} from "../authorisation-matrix.ts";
import { restorePeople, situations, specialSituations } from "../situations.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { admitByLink, buildWorld, people, type World } from "../world.ts";
import { enter } from "./settled.ts";

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

type Ask = <Name extends CommandName>(
  actor: Actor,
  command: Name,
  input: InputOf<Commands[Name]>,
) => Promise<Verdict>;

async function overHttp<Name extends CommandName>(
  actor: Actor,
  command: Name,
  input: InputOf<Commands[Name]>,
): Promise<Verdict> {
  const inWorkspace = commands[command].scope === "workspace";
  const answer = await actor.ask(command, input, inWorkspace ? world.workspaceId : undefined);
  return answer.ok ? "ok" : answer.error.code;
}

/** One row: everyone's verdict, by name, so that a wrong cell can be read off the difference. */
async function askEveryone<Name extends CommandName>(
  command: Name,
  prepare: (scene: { world: World; actor: Actor; spare: Actor }) => unknown,
  ask: Ask = overHttp,
): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  for (const person of people) {
    const actor = world[person];
    const input = (await prepare({ world, actor, spare })) as InputOf<Commands[Name]>;
    verdicts[person] = await ask(actor, command, input);
    if (verdicts[person] === "ok" && MOVES_PEOPLE.has(command)) {
      await restorePeople({ world, spare });
    }
  }
  return verdicts;
}

const MOVES_PEOPLE: ReadonlySet<CommandName> = new Set([
  "workspace:transfer-ownership",
  "member:set-role",
  "member:deactivate",
  "member:reactivate",
  "member:end-sessions",
]);

function byName(row: Row): Record<string, Verdict> {
  return Object.fromEntries(people.map((person, at) => [person, row[at] ?? "internal"]));
}

function namesOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}

describe("who may what", () => {
  test("every command of the contract has its row", () => {
    expect(namesOf(authorisationMatrix).sort()).toEqual(namesOf(commands).sort());
  });

  test.each(namesOf(commands))("%s", async (command) => {
    const row = byName(authorisationMatrix[command]);
    expect(await askEveryone(command, situations[command])).toEqual(row);
  });
});

describe("who may what, where it turns on something else", () => {
  test.each(namesOf(specialCases))("%s", async (name: SpecialCase) => {
    const { command, prepare } = specialSituations[name];
    expect(await askEveryone(command, prepare)).toEqual(byName(specialCases[name]));
  });
});

describe("G47: whoever was removed from a conversation is answered as whoever never was in it", () => {
  let removed: Actor;

  beforeAll(async () => {
    removed = await server.signUp("Rosa Removed");
    const { owner, workspaceId, privateChannel } = world;
    await admitByLink(owner, { workspaceId, role: "member", actors: [removed] });
    await passThrough(removed, privateChannel);
  });

  /** In and out again; of a channel that was archived meanwhile, only if it is possible. */
  async function passThrough({ userId }: Actor, conversationId: ConversationId): Promise<void> {
    const { owner, workspaceId } = world;
    const added = { conversationId, userIds: [userId] };
    await owner.ask("channel:add-members", added, workspaceId);
    await owner.ask("channel:remove-member", { conversationId, userId }, workspaceId);
  }

  test.each(namesOf(commands))("%s", async (command) => {
    const input = await situations[command]({ world, actor: removed, spare });
    if ("conversationId" in input) {
      await passThrough(removed, asId<ConversationId>(input.conversationId));
    }
    const verdict = await overHttp(removed, command, input as never);
    if (verdict === "ok" && MOVES_PEOPLE.has(command)) await restorePeople({ world, spare });
    expect(verdict).toBe(byName(authorisationMatrix[command]).outsider);
  });
});

describe("the socket answers as HTTP does", () => {
  const sample = [
    "workspace:bootstrap",
    "workspace:update",
    "member:list",
    "member:deactivation-preview",
    "channel:create",
    "channel:join",
    "channel:archive",
    "channel:update",
    "conversation:members",
    "dm:open",
    "message:send",
    "message:edit",
    "message:delete",
    "message:list",
    "read:mark",
    "invite:create",
    "invite:revoke",
    "admin:overview",
    "audit:list",
  ] as const satisfies CommandName[];

  test("to everyone who gets in", async () => {
    const inside = people.slice(0, 5);
    for (const person of inside) {
      const actor = world[person];
      const socket = await enter(actor, world.workspaceId);
      for (const command of sample) {
        const input = await situations[command]({ world, actor, spare });
        const answer = await socket.ask(command, input as never);
        const expected = byName(authorisationMatrix[command])[person];
        expect([person, command, answer.ok ? "ok" : answer.error.code]).toEqual([
          person,
          command,
          expected,
        ]);
      }
    }
  });

  test("and knows no command that lives beside the workspaces", async () => {
    const socket = await enter(world.owner, world.workspaceId);
    const asked = socket.socket.timeout(500).emitWithAck("workspace:create", {
      name: "Sneaky",
      slug: "sneaky",
    });
    await expect(asked).rejects.toThrow("timed out");
    expect((await server.anonymous().ask("server:info", {})).ok).toBe(true);
  });
});
