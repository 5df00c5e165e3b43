import type {
  Answer,
  CommandName,
  Commands,
  ConversationId,
  InputOf,
  MessageId,
  WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { expect, vi } from "vitest";
import type { Actor } from "../actor.ts";
import { createLineClient, type LineClient } from "../line-client.ts";
import { isUnavailable } from "../socket-actor.ts";
import type { TestServer } from "../start-server.ts";
import { untilAvailable } from "../until-available.ts";
import { createChannel, createWorkspace, newMessageId } from "../world.ts";
import { type Deed, type DeedKind, textOf } from "./workspace-model.ts";

/** One person: HTTP at a desk, and a device of another session at the end of a flaky line. */
export interface Person {
  desk: Actor;
  device: Actor;
}

/** The real thing, in the situation that the model starts with. */
export interface RealWorkspace {
  server: TestServer;
  people: readonly Person[];
  clients: readonly LineClient[];
  workspaceId: WorkspaceId;
  places: readonly ConversationId[];
  messages: { id: MessageId; text: string; by: number; where: ConversationId; seq: number }[];
}

export async function openWorkspace(
  server: TestServer,
  people: readonly Person[],
  seed: number,
): Promise<RealWorkspace> {
  const [owner, second, ...others] = people.map(({ desk }) => desk);
  if (!owner || !second) throw new Error("There are too few people");
  const workspaceId = await createWorkspace(owner, `m-${uuidv7().slice(-20)}`);
  await owner.must("workspace:update", { policy: { join: "open" } }, workspaceId);
  for (const one of [second, ...others]) await one.must("workspace:join", { workspaceId });
  const places = await Promise.all(
    [false, true].map((hidden) =>
      createChannel(owner, workspaceId, { private: hidden, with: [second.userId] }),
    ),
  );
  const clients = people.map(({ device }, at) =>
    createLineClient(device, { workspaceId, seed: seed + at }),
  );
  return { server, people, clients, workspaceId, places: places.map(({ id }) => id), messages: [] };
}

/** Does the deed, and tells whether the server allowed it; a failure of its own is thrown. */
export async function act(real: RealWorkspace, deed: Deed): Promise<boolean> {
  const answer = await acts[deed.kind](real, deed);
  if (!answer || answer.ok) return true;
  if (REFUSALS.has(answer.error.code)) return false;
  throw new Error(`${deed.kind}: ${answer.error.code}, ${answer.error.message}`);
}

const REFUSALS = new Set(["forbidden", "not_found", "conflict"]);

type Act = (real: RealWorkspace, deed: Deed) => Promise<Answer<unknown> | undefined>;

const acts: Record<DeedKind, Act> = {
  async send(real, deed) {
    const message = { id: newMessageId(), conversationId: place(real, deed), text: textOf(deed) };
    const answer = await ask(real, deed.who, ["message:send", message]);
    if (!answer.ok) return answer;
    const { seq } = answer.data.message;
    const where = message.conversationId;
    real.messages.push({ id: message.id, text: message.text, by: deed.who, where, seq });
    return answer;
  },
  async retry(real, deed) {
    const { id, text, by, where: conversationId, seq } = message(real, deed);
    const input = { id, text, conversationId };
    const answer = await ask(real, by, ["message:send", input]);
    if (answer.ok) expect(answer.data.message.seq).toBe(seq);
    return answer;
  },
  edit: (real, deed) => {
    const input = { id: message(real, deed).id, text: `Edited ${textOf(deed)}` };
    return ask(real, deed.who, ["message:edit", input]);
  },
  delete: (real, deed) => {
    const { id } = message(real, deed);
    return ask(real, deed.who, ["message:delete", { id }]);
  },
  markRead: (real, deed) => {
    const input = { conversationId: place(real, deed), seq: deed.which };
    return ask(real, deed.who, ["read:mark", input]);
  },
  join: (real, deed) => {
    const input = { conversationId: place(real, deed) };
    return ask(real, deed.who, ["channel:join", input]);
  },
  leave: (real, deed) => {
    const input = { conversationId: place(real, deed) };
    return ask(real, deed.who, ["channel:leave", input]);
  },
  add: (real, deed) => {
    const userIds = [desk(real, deed.whom).userId];
    const input = { conversationId: place(real, deed), userIds };
    return ask(real, deed.who, ["channel:add-members", input]);
  },
  kick: (real, deed) => {
    const input = { conversationId: place(real, deed), userId: desk(real, deed.whom).userId };
    return ask(real, deed.who, ["channel:remove-member", input]);
  },
  promote: (real, deed) => setRole(real, deed, "admin"),
  demote: (real, deed) => setRole(real, deed, "member"),
  async connect(real, deed) {
    await comeBack(real, deed.who);
    return undefined;
  },
  async drop(real, deed) {
    client(real, deed.who).disconnect();
    return undefined;
  },
  async revoke(real, { whom }) {
    const { sessions } = await desk(real, whom).must("session:list", {}, real.workspaceId);
    for (const { id, current } of sessions) {
      if (current) continue;
      await desk(real, whom).must("session:revoke", { sessionId: id }, real.workspaceId);
    }
    await vi.waitFor(() => expect(client(real, whom).isConnected()).toBe(false), PATIENCE);
    return undefined;
  },
  async restartNode({ server }) {
    await server.restart();
    return undefined;
  },
};

const PATIENCE = { timeout: 15_000, interval: 5 };

/** The person's device signs in if its session has ended, and opens its line. */
export async function comeBack(real: RealWorkspace, who: number): Promise<void> {
  const device = real.people[who]?.device;
  if (!device) throw new Error("There is no such person");
  if (!(await device.ask("workspace:mine", {})).ok) await device.signIn(desk(real, who).email);
  await client(real, who).connect();
}

/** Asks as the person at the desk, again while the server is too busy. */
function ask<Name extends CommandName>(
  real: RealWorkspace,
  who: number,
  [name, input]: [Name, InputOf<Commands[Name]>],
) {
  const actor = desk(real, who);
  return untilAvailable(() => actor.ask(name, input, real.workspaceId), isUnavailable);
}

function setRole(real: RealWorkspace, { who, whom }: Deed, role: "admin" | "member") {
  const input = { userId: desk(real, whom).userId, role };
  return ask(real, who, ["member:set-role", input]);
}

function desk({ people }: RealWorkspace, who: number): Actor {
  const person = people[who];
  if (!person) throw new Error("There is no such person");
  return person.desk;
}

function client({ clients }: RealWorkspace, who: number): LineClient {
  const found = clients[who];
  if (!found) throw new Error("There is no such person");
  return found;
}

function place({ places }: RealWorkspace, { where }: Deed): ConversationId {
  const id = places[where];
  if (!id) throw new Error("There is no such place");
  return id;
}

function message({ messages }: RealWorkspace, { which }: Deed) {
  const found = messages[which % messages.length];
  if (!found) throw new Error("Nothing was said yet");
  return found;
}
