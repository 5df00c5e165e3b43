import {
  type Answer,
  type CommandName,
  type Commands,
  type ConversationId,
  type InputOf,
  type MessageId,
  Role,
  type WorkspaceId,
} from "@hallway/protocol";
import * as fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "./actor.ts";
import { isUnavailable } from "./socket-actor.ts";
import { untilAvailable } from "./until-available.ts";
import { newMessageId } from "./world.ts";

/** How often each thing is done, beside the others. */
const weights = {
  send: 12,
  edit: 5,
  delete: 3,
  create: 3,
  join: 4,
  leave: 2,
  add: 4,
  remove: 2,
  rename: 2,
  topic: 2,
  archive: 1,
  unarchive: 1,
  privacy: 3,
  read: 6,
  unread: 2,
  star: 1,
  role: 3,
  deactivate: 1,
  reactivate: 2,
  dm: 2,
  policy: 1,
  profile: 2,
  sync: 6,
  reconnect: 3,
} as const;

export type StepKind = keyof typeof weights;

/** One thing that a person does; `a` and `b` choose what to do it to. */
export interface Step {
  kind: StepKind;
  who: number;
  a: number;
  b: number;
  /** Begun before the step before it has ended. */
  overlaps: boolean;
}

export function anyStep(people: number): fc.Arbitrary<Step> {
  const kinds = Object.entries(weights).map(([kind, weight]) => ({
    weight,
    arbitrary: fc.constant(kind as StepKind),
  }));
  return fc.record({
    kind: fc.oneof(...kinds),
    who: fc.nat(people - 1),
    a: fc.nat(999),
    b: fc.nat(999),
    overlaps: fc.boolean(),
  });
}

/** What there is to choose from. */
export interface Playground {
  workspaceId: WorkspaceId;
  actors: readonly Actor[];
  conversations: ConversationId[];
  messages: MessageId[];
}

/** Does a step over HTTP, whatever the answer; a failure of the server's own is thrown. */
export async function takeStep(playground: Playground, step: Step): Promise<void> {
  const { actors, conversations, messages, workspaceId } = playground;
  const actor = pick(actors, step.who);
  const target = pick(actors, step.a).userId;
  const conversationId = pick(conversations, step.a);
  const id = pick(messages, step.b);
  const ask = <Name extends CommandName>(name: Name, input: InputOf<Commands[Name]>) =>
    askSoundly(actor, { name, input, workspaceId });

  switch (step.kind) {
    case "send": {
      const input = { id: newMessageId(), conversationId, text: textOf(playground, step) };
      if ((await ask("message:send", input)).ok) messages.push(input.id);
      return;
    }
    case "edit":
      return void (id && (await ask("message:edit", { id, text: textOf(playground, step) })));
    case "delete":
      return void (id && (await ask("message:delete", { id })));
    case "create": {
      const made = await ask("channel:create", { name: freshName(), private: step.b % 2 === 0 });
      if (made.ok) conversations.push(made.data.conversation.id);
      return;
    }
    case "dm": {
      const userIds = [target, pick(actors, step.b).userId];
      const opened = await ask("dm:open", { userIds });
      if (opened.ok) conversations.push(opened.data.conversation.id);
      return;
    }
    default:
      return takeQuietStep(step, { ask, actors, conversationId });
  }
}

interface Means {
  ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<Answer<unknown>>;
  actors: readonly Actor[];
  conversationId: ConversationId;
}

/** The steps that make nothing which a later one could choose. */
async function takeQuietStep(
  { kind, a, b }: Step,
  { ask, actors, conversationId }: Means,
): Promise<void> {
  const one = { conversationId };
  const userId = pick(actors, b).userId;
  const target = pick(actors, a).userId;
  const quiet: Partial<Record<StepKind, () => Promise<unknown>>> = {
    join: () => ask("channel:join", one),
    leave: () => ask("channel:leave", one),
    add: () => ask("channel:add-members", { ...one, userIds: [userId, target] }),
    remove: () => ask("channel:remove-member", { ...one, userId }),
    rename: () => ask("channel:update", { ...one, name: freshName() }),
    topic: () => ask("channel:update", { ...one, topic: `Topic ${b}` }),
    privacy: () => ask("channel:update", { ...one, private: b % 3 !== 0 }),
    archive: () => ask("channel:archive", one),
    unarchive: () => ask("channel:unarchive", one),
    read: () => ask("read:mark", { ...one, seq: b % 20 }),
    unread: () => ask("read:mark", { ...one, seq: b % 20, unread: true }),
    star: () => ask("participation:update", { ...one, starred: b % 2 === 0, muted: b % 3 === 0 }),
    role: () => ask("member:set-role", { userId: target, role: pick(Role.options, b) }),
    deactivate: () => ask("member:deactivate", { userId: target }),
    reactivate: () => ask("member:reactivate", { userId: target }),
    profile: () => ask("member:update-profile", { title: `Title ${b}` }),
    policy: () =>
      ask("workspace:update", { policy: { createChannels: b % 2 ? "members" : "admins" } }),
  };
  await quiet[kind]?.();
}

/** Refusals are part of the game; the server's own failures are not. */
async function askSoundly<Name extends CommandName>(
  actor: Actor,
  asked: { name: Name; input: InputOf<Commands[Name]>; workspaceId: WorkspaceId },
) {
  const answer = await untilAvailable(
    () => actor.ask(asked.name, asked.input, asked.workspaceId),
    isUnavailable,
  );
  if (!answer.ok && ["internal", "unavailable", "invalid"].includes(answer.error.code)) {
    throw new Error(`${asked.name} ${JSON.stringify(asked.input)}: ${answer.error.message}`);
  }
  return answer;
}

function textOf({ actors }: Playground, { a, b }: Step): string {
  if (b % 5 === 0) return `<@${pick(actors, a).userId}> number ${b}`;
  return b % 11 === 0 ? "<!channel> everyone" : `Number ${b}`;
}

function freshName(): string {
  return `c-${uuidv7()}`;
}

function pick<T>(list: readonly T[], at: number): T {
  return list[at % Math.max(1, list.length)] as T;
}
