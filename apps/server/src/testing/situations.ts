import {
  asId,
  type CommandName,
  type Commands,
  type ConversationId,
  type Epoch,
  type InputOf,
  type MessageId,
  type SessionId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "./actor.ts";
import type { SpecialCase } from "./authorisation-matrix.ts";
import { createChannel, createWorkspace, newMessageId, say, tokenOf, type World } from "./world.ts";

/** Who is about to ask, in which world; `spare` is a member whom nobody needs. */
export interface Scene {
  world: World;
  actor: Actor;
  spare: Actor;
}

/** Makes what the command is about, as fresh as it has to be, and gives the input. */
export type Prepare<Name extends CommandName> = (
  scene: Scene,
) => InputOf<Commands[Name]> | Promise<InputOf<Commands[Name]>>;

/** The situation in which everyone is asked, for each command. */
export const situations: { [Name in CommandName]: Prepare<Name> } = {
  "workspace:bootstrap": () => ({}),
  sync: () => ({ epoch: asId<Epoch>(uuidv7()), clocks: {} }),
  "workspace:create": () => ({ name: "Fresh", slug: freshName() }),
  "workspace:mine": () => ({}),
  "workspace:join": ({ world }) => ({ workspaceId: world.workspaceId }),
  "workspace:update": () => ({ accent: "#0f766e" }),
  "workspace:transfer-ownership": ({ world }) => ({ userId: world.outsider.userId }),
  "server:info": () => ({}),
  "member:get": ({ world }) => ({ userIds: [world.owner.userId] }),
  "member:list": () => ({}),
  "member:update-profile": () => ({ title: freshName() }),
  "member:set-role": ({ world }) => ({ userId: world.outsider.userId, role: "guest" }),
  "member:deactivation-preview": ({ world }) => ({ userId: world.outsider.userId }),
  "member:deactivate": ({ world }) => ({ userId: world.outsider.userId }),
  "member:reactivate": ({ world }) => ({ userId: world.deactivated.userId }),
  "member:end-sessions": ({ spare }) => ({ userId: spare.userId }),
  "channel:create": () => ({ name: freshName() }),
  "channel:browse": () => ({}),
  "channel:join": privateOne,
  "channel:leave": freshPrivateOne,
  "channel:archive": freshPrivateOne,
  "channel:unarchive": archivedOne,
  "channel:update": ({ world }) => ({ conversationId: world.privateChannel, topic: freshName() }),
  "channel:add-members": async (scene) => ({
    ...(await freshPrivateOne(scene)),
    userIds: [scene.world.outsider.userId],
  }),
  "channel:remove-member": async (scene) => ({
    ...(await freshPrivateOne(scene)),
    userId: scene.world.guest.userId,
  }),
  "conversation:get": ({ world }) => ({ conversationIds: [world.privateChannel] }),
  "conversation:members": privateOne,
  "dm:open": ({ world }) => ({ userIds: [world.member.userId] }),
  "message:send": (scene) => ({ ...privateOne(scene), id: newMessageId(), text: "Hello" }),
  "message:edit": async (scene) => ({ id: await freshMessage(scene), text: "Better" }),
  "message:delete": async (scene) => ({ id: await freshMessage(scene) }),
  "message:list": privateOne,
  "read:mark": (scene) => ({ ...privateOne(scene), seq: 1 }),
  "participation:update": (scene) => ({ ...privateOne(scene), starred: true }),
  "invite:create": () => ({}),
  "invite:list": () => ({}),
  "invite:revoke": async ({ world }) => {
    const { invite } = await world.owner.must("invite:create", {}, world.workspaceId);
    return { inviteId: invite.id };
  },
  "invite:preview": async ({ world }) => tokenFor(world, world.workspaceId),
  "invite:accept": async ({ world }) =>
    tokenFor(world, await createWorkspace(world.owner, freshName())),
  "session:list": () => ({}),
  "session:revoke": async (scene) => ({ sessionId: await otherSession(scene) }),
  "admin:overview": () => ({}),
  "admin:members": () => ({}),
  "admin:channels": () => ({}),
  "admin:archive-channel": async (scene) => ({ ...(await freshPublicOne(scene)), archived: true }),
  "admin:rename-channel": async (scene) => ({
    ...(await freshPublicOne(scene)),
    name: freshName(),
  }),
  "audit:list": () => ({}),
};

/** A command in a situation of its own. */
export type SpecialSituation = {
  [Name in CommandName]: { command: Name; prepare: Prepare<Name> };
}[CommandName];

export const specialSituations: Record<SpecialCase, SpecialSituation> = {
  "the address, by workspace:update": special("workspace:update", () => ({ slug: freshName() })),
  "the role owner, by member:set-role": special("member:set-role", ({ world }) => ({
    userId: world.outsider.userId,
    role: "owner",
  })),
  "an owner, by member:deactivate": special("member:deactivate", secondOwner),
  "an owner, by member:end-sessions": special("member:end-sessions", secondOwner),
  "a public channel, by channel:join": special("channel:join", freshPublicOne),
  "a public channel, by channel:archive": special("channel:archive", freshPublicOne),
  "a public channel, by channel:update": special("channel:update", async (scene) => ({
    ...(await freshPublicOne(scene)),
    topic: "Mine",
  })),
  "a channel's name, by channel:update": special("channel:update", (scene) => ({
    ...privateOne(scene),
    name: freshName(),
  })),
  "a public channel, by channel:add-members": special("channel:add-members", async (scene) => ({
    ...(await freshPublicOne(scene)),
    userIds: [scene.spare.userId],
  })),
  "a public channel, by message:list": special("message:list", freshPublicOne),
  "a public channel, by message:send": special("message:send", async (scene) => ({
    ...(await freshPublicOne(scene)),
    id: newMessageId(),
    text: "Hello",
  })),
  "a direct message, by message:list": special("message:list", directOne),
  "a direct message, by conversation:members": special("conversation:members", directOne),
  "a stranger to guests, by dm:open": special("dm:open", ({ spare }) => ({
    userIds: [spare.userId],
  })),
  "the role admin, by invite:create": special("invite:create", () => ({ role: "admin" })),
  "a private channel, by admin:rename-channel": special("admin:rename-channel", (scene) => ({
    ...privateOne(scene),
    name: freshName(),
  })),
  "a private channel, by admin:archive-channel": special("admin:archive-channel", (scene) => ({
    ...privateOne(scene),
    archived: true,
  })),
  "@channel, by message:send": special("message:send", (scene) => ({
    ...privateOne(scene),
    id: newMessageId(),
    text: "<!channel> hello",
  })),
};

function special<Name extends CommandName>(command: Name, prepare: Prepare<Name>) {
  return { command, prepare };
}

/** Puts the people back to what they were before a command that was allowed. */
export async function restorePeople({ world, spare }: Omit<Scene, "actor">): Promise<void> {
  const { owner, outsider, deactivated, workspaceId } = world;
  await outsider.ask("workspace:transfer-ownership", { userId: owner.userId }, workspaceId);
  for (const { userId } of [outsider, spare]) {
    await owner.must("member:reactivate", { userId }, workspaceId);
    await owner.must("member:set-role", { userId, role: "member" }, workspaceId);
  }
  await owner.must("member:deactivate", { userId: deactivated.userId }, workspaceId);
}

async function secondOwner({ world, spare }: Scene) {
  const { userId } = spare;
  await world.owner.must("member:set-role", { userId, role: "owner" }, world.workspaceId);
  return { userId };
}

function freshName(): string {
  return `n-${uuidv7()}`;
}

function privateOne({ world }: Scene): { conversationId: ConversationId } {
  return { conversationId: world.privateChannel };
}

function directOne({ world }: Scene): { conversationId: ConversationId } {
  return { conversationId: world.dm };
}

/** Like the world's private channel: made by the owner, with admin, member and guest in it. */
async function freshPrivateOne({ world }: Scene): Promise<{ conversationId: ConversationId }> {
  const insiders = [world.admin.userId, world.member.userId, world.guest.userId];
  const channel = { private: true, with: insiders };
  const { id } = await createChannel(world.owner, world.workspaceId, channel);
  return { conversationId: id };
}

/** Made by the owner, with admin and member in it. */
async function freshPublicOne({ world }: Scene): Promise<{ conversationId: ConversationId }> {
  const channel = { with: [world.admin.userId, world.member.userId] };
  const { id } = await createChannel(world.owner, world.workspaceId, channel);
  return { conversationId: id };
}

async function archivedOne(scene: Scene): Promise<{ conversationId: ConversationId }> {
  const input = await freshPrivateOne(scene);
  await scene.world.owner.must("channel:archive", input, scene.world.workspaceId);
  return input;
}

/** By the member, in the private channel. */
async function freshMessage({ world }: Scene): Promise<MessageId> {
  const message = await say(world.member, world.workspaceId, { to: world.privateChannel });
  return message.id;
}

async function tokenFor({ owner }: World, workspaceId: World["workspaceId"]) {
  const { url } = await owner.must("invite:create", {}, workspaceId);
  return { token: tokenOf(url) };
}

/** Another session of the one who asks; for those who can't list theirs, any id. */
async function otherSession({ world, actor }: Scene): Promise<SessionId> {
  const listed = await actor.ask("session:list", {}, world.workspaceId);
  if (!listed.ok) return asId<SessionId>(uuidv7());
  await world.server.anonymous().signIn(actor.email);
  const { sessions } = await actor.must("session:list", {}, world.workspaceId);
  const other = sessions.find(({ current }) => !current);
  if (!other) throw new Error("Signing in again made no session");
  return other.id;
}
