import { z } from "zod";
import { RoomChanges, RoomName } from "./changes.ts";
import { defineCommand } from "./command.ts";
import { ConversationView } from "./conversations.ts";
import { Epoch, UserId } from "./ids.ts";
import { limits } from "./limits.ts";
import { MemberView, Role } from "./members.ts";
import { Tick } from "./paging.ts";
import { ParticipationView } from "./participations.ts";
import { PresenceStatus } from "./presence.ts";
import { WorkspaceView } from "./workspaces.ts";

export const Clocks = z.partialRecord(RoomName, Tick);
export type Clocks = z.infer<typeof Clocks>;

export const MeView = z.strictObject({
  userId: UserId,
  name: z.string(),
  email: z.string(),
  role: Role,
  can: z.strictObject({
    createChannels: z.boolean(),
    invite: z.boolean(),
    administer: z.boolean(),
  }),
});
export type MeView = z.infer<typeof MeView>;

export const workspaceBootstrap = defineCommand({
  name: "workspace:bootstrap",
  scope: "workspace",
  who: "guest",
  summary: "All that the first screen needs.",
  input: z.strictObject({}),
  output: z.strictObject({
    epoch: Epoch,
    me: MeView,
    workspace: WorkspaceView,
    /** The people of my direct messages and the first few hundred of the workspace. */
    members: z.array(MemberView),
    /** The conversations I am in. */
    conversations: z.array(ConversationView),
    participations: z.array(ParticipationView),
    clocks: Clocks,
    /** Who is online; whoever is missing is offline. */
    presence: z.record(z.string(), PresenceStatus),
  }),
  failsWith: [],
  limit: "sync",
});
export type Bootstrap = z.infer<typeof workspaceBootstrap.output>;

export const sync = defineCommand({
  name: "sync",
  scope: "workspace",
  who: "guest",
  summary:
    "What changed in my rooms since these clocks. Rooms I was added to are included; rooms I lost answer `gone`.",
  input: z.strictObject({
    epoch: Epoch,
    clocks: Clocks.refine((clocks) => Object.keys(clocks).length <= limits.syncRooms, {
      error: `Name at most ${limits.syncRooms} rooms.`,
    }),
  }),
  output: z.strictObject({ epoch: Epoch, rooms: z.array(RoomChanges) }),
  failsWith: [],
  limit: "sync",
});
export type SyncAnswer = z.infer<typeof sync.output>;
