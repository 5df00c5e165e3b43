import {
  asId,
  type ConversationId,
  type ConversationView,
  type InputOf,
  type inviteCreate,
  type MessageId,
  type MessageView,
  type Role,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "./actor.ts";
import type { TestServer } from "./start-server.ts";

/** Who is asked about in the contract's tests; each is an account of its own, but the last, who has none. */
export const people = [
  "owner",
  "admin",
  "member",
  "guest",
  "outsider",
  "stranger",
  "deactivated",
  "anonymous",
] as const;
export type Person = (typeof people)[number];

/**
 * A workspace with everyone in it that a rule may tell apart. Owner, admin, member and guest are in the public channel,
 * in the private one and write there; the outsider is a full member who is only in general; the stranger owns another
 * workspace and has never been in this one.
 */
export interface World extends Record<Person, Actor> {
  server: TestServer;
  workspaceId: WorkspaceId;
  general: ConversationId;
  publicChannel: ConversationId;
  privateChannel: ConversationId;
  /** Between owner and member. */
  dm: ConversationId;
  /** By the member, in the private channel. */
  privateMessage: MessageId;
  /** The stranger's own workspace. */
  elsewhere: { workspaceId: WorkspaceId; channel: ConversationId; message: MessageId };
}

/** Builds the world through the public interface alone. */
export async function buildWorld(server: TestServer): Promise<World> {
  const actors = await signUpEveryone(server);
  const { owner, admin, member, guest, outsider, stranger, deactivated } = actors;
  const workspaceId = await createWorkspace(owner, "acme");
  await admitByLink(owner, { workspaceId, role: "admin", actors: [admin] });
  const full = [member, outsider, deactivated];
  await admitByLink(owner, { workspaceId, role: "member", actors: full });
  const insiders = [admin.userId, member.userId];
  const publicChannel = await createChannel(owner, workspaceId, { name: "design", with: insiders });
  const privateChannel = await createChannel(owner, workspaceId, {
    name: "board-room",
    private: true,
    with: insiders,
  });
  await admitByLink(owner, {
    workspaceId,
    role: "guest",
    actors: [guest],
    channelIds: [publicChannel.id, privateChannel.id],
  });
  const { conversation: dm } = await owner.must(
    "dm:open",
    { userIds: [member.userId] },
    workspaceId,
  );
  const message = await say(member, workspaceId, { to: privateChannel.id, text: "Between us." });
  await owner.must("member:deactivate", { userId: deactivated.userId }, workspaceId);
  return {
    ...actors,
    server,
    workspaceId,
    general: await findGeneral(owner, workspaceId),
    publicChannel: publicChannel.id,
    privateChannel: privateChannel.id,
    dm: dm.id,
    privateMessage: message.id,
    elsewhere: await buildElsewhere(stranger),
  };
}

async function signUpEveryone(server: TestServer): Promise<Record<Person, Actor>> {
  const [owner, admin, member, guest, outsider, stranger, deactivated] = await Promise.all([
    server.signUp("Olga Owner"),
    server.signUp("Adam Admin"),
    server.signUp("Mia Member"),
    server.signUp("Gus Guest"),
    server.signUp("Otto Outsider"),
    server.signUp("Stella Stranger"),
    server.signUp("Dora Deactivated"),
  ]);
  const anonymous = server.anonymous();
  return { owner, admin, member, guest, outsider, stranger, deactivated, anonymous };
}

/** A new workspace that the actor owns. */
export async function createWorkspace(actor: Actor, slug: string): Promise<WorkspaceId> {
  const { workspace } = await actor.must("workspace:create", { name: slug, slug });
  return workspace.id;
}

/** Lets people in with one invitation of that role. */
export async function admitByLink(
  host: Actor,
  into: {
    workspaceId: WorkspaceId;
    role: Exclude<Role, "owner">;
    actors: readonly Actor[];
    channelIds?: ConversationId[];
  },
): Promise<void> {
  const { role, channelIds = [] } = into;
  const { url } = await host.must("invite:create", { role, channelIds }, into.workspaceId);
  const token = tokenOf(url);
  for (const actor of into.actors) await actor.must("invite:accept", { token });
}

/** An invite and what its link carries. */
export async function makeInvite(
  actor: Actor,
  workspaceId: WorkspaceId,
  input: InputOf<typeof inviteCreate> = {},
) {
  const made = await actor.must("invite:create", input, workspaceId);
  return { ...made, token: tokenOf(made.url) };
}

/** The token at the end of an invitation's link. */
export function tokenOf(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}

/** A channel of the actor's, with these people in it from the start. */
export async function createChannel(
  actor: Actor,
  workspaceId: WorkspaceId,
  channel: { name?: string; private?: boolean; with?: readonly UserId[] } = {},
): Promise<ConversationView> {
  const { name = `c-${uuidv7()}`, private: hidden = false, with: userIds = [] } = channel;
  const { conversation } = await actor.must(
    "channel:create",
    { name, private: hidden },
    workspaceId,
  );
  if (userIds.length === 0) return conversation;
  const input = { conversationId: conversation.id, userIds: [...userIds] };
  return (await actor.must("channel:add-members", input, workspaceId)).conversation;
}

/** Sends a message of its own id over HTTP. */
export async function say(
  actor: Actor,
  workspaceId: WorkspaceId,
  { to, text = "Hello." }: { to: ConversationId; text?: string },
): Promise<MessageView> {
  const input = { id: newMessageId(), conversationId: to, text };
  return (await actor.must("message:send", input, workspaceId)).message;
}

export function newMessageId(): MessageId {
  return asId<MessageId>(uuidv7());
}

export async function findGeneral(actor: Actor, workspaceId: WorkspaceId): Promise<ConversationId> {
  const { conversations } = await actor.must("workspace:bootstrap", {}, workspaceId);
  const general = conversations.find((conversation) => conversation.general);
  if (!general) throw new Error("The workspace has no general channel");
  return general.id;
}

async function buildElsewhere(stranger: Actor): Promise<World["elsewhere"]> {
  const workspaceId = await createWorkspace(stranger, "elsewhere");
  const { id: channel } = await createChannel(stranger, workspaceId, { name: "far-away" });
  const { id: message } = await say(stranger, workspaceId, { to: channel });
  return { workspaceId, channel, message };
}
