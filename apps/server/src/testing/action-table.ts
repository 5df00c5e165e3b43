import type { ChangeKind, RoomName } from "@hallway/protocol";
import type { Person, World } from "./world.ts";

/** Those who may hear something of the workspace. */
export const hearers = [
  "owner",
  "admin",
  "member",
  "guest",
  "outsider",
] as const satisfies Person[];
export type Hearer = (typeof hearers)[number];

/** How a kind of change comes about, where it is told and to whom. */
export interface Action {
  /** Brings it about; each turn leaves another state than the one before. */
  act(world: World, turn: number): Promise<unknown>;
  room(world: World): RoomName;
  heardBy: readonly Hearer[];
}

const insiders = ["owner", "admin", "member", "guest"] as const;
const fullMembers = ["owner", "admin", "member", "outsider"] as const;

/**
 * Every kind of change there is. The first four are in the private channel. A kind without a row fails the type check:
 * whoever adds one says here who hears it.
 */
export const actionTable: { [Kind in ChangeKind]: Action } = {
  message: {
    act: ({ member, workspaceId, privateMessage: id }, turn) =>
      member.must("message:edit", { id, text: `Edit ${turn}` }, workspaceId),
    room: inPrivateChannel,
    heardBy: insiders,
  },
  conversation: {
    act: ({ owner, workspaceId, privateChannel: conversationId }, turn) =>
      owner.must("channel:update", { conversationId, topic: `Topic ${turn}` }, workspaceId),
    room: inPrivateChannel,
    heardBy: insiders,
  },
  "conversation-hidden": {
    async act({ owner, workspaceId, publicChannel: conversationId }) {
      for (const hidden of [false, true]) {
        await owner.must("channel:update", { conversationId, private: hidden }, workspaceId);
      }
    },
    room: () => "workspace",
    heardBy: fullMembers,
  },
  participant: {
    async act({ owner, outsider, workspaceId, privateChannel: conversationId }) {
      const { userId } = outsider;
      const added = { conversationId, userIds: [userId] };
      await owner.must("channel:add-members", added, workspaceId);
      await owner.must("channel:remove-member", { conversationId, userId }, workspaceId);
    },
    room: inPrivateChannel,
    heardBy: hearers,
  },
  participation: {
    act: ({ member, workspaceId, privateChannel: conversationId }, turn) =>
      member.must(
        "participation:update",
        { conversationId, starred: turn % 2 === 0, muted: turn % 2 === 1 },
        workspaceId,
      ),
    room: ({ member }) => `user:${member.userId}`,
    heardBy: ["member"],
  },
  member: {
    act: ({ member, workspaceId }, turn) =>
      member.must("member:update-profile", { title: `Title ${turn}` }, workspaceId),
    room: () => "workspace",
    heardBy: fullMembers,
  },
  workspace: {
    act: ({ owner, workspaceId }, turn) =>
      owner.must("workspace:update", { name: `Acme ${turn}` }, workspaceId),
    room: () => "workspace",
    heardBy: hearers,
  },
};

function inPrivateChannel({ privateChannel }: World): RoomName {
  return `channel:${privateChannel}`;
}
