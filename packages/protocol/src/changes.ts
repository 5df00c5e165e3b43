import { z } from "zod";
import { ConversationView, ParticipantView } from "./conversations.ts";
import { ConversationId } from "./ids.ts";
import { MemberView } from "./members.ts";
import { MessageView } from "./messages.ts";
import { Tick } from "./paging.ts";
import { ParticipationView } from "./participations.ts";
import { WorkspaceView } from "./workspaces.ts";

/** The unit of delivery, of order and of recovery. */
export const RoomName = z.union([
  z.literal("workspace"),
  z.templateLiteral(["channel:", z.string()]),
  z.templateLiteral(["dm:", z.string()]),
  z.templateLiteral(["user:", z.string()]),
]);
export type RoomName = z.infer<typeof RoomName>;

/** A public channel left the directory (it became private). Participants keep it. */
export const HiddenConversation = z.strictObject({ id: ConversationId, clock: Tick });
export type HiddenConversation = z.infer<typeof HiddenConversation>;

/** The current state of one thing of a room. */
export const Change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("message"), data: MessageView }),
  z.strictObject({ kind: z.literal("conversation"), data: ConversationView }),
  z.strictObject({ kind: z.literal("conversation-hidden"), data: HiddenConversation }),
  z.strictObject({ kind: z.literal("participant"), data: ParticipantView }),
  z.strictObject({ kind: z.literal("participation"), data: ParticipationView }),
  z.strictObject({ kind: z.literal("member"), data: MemberView }),
  z.strictObject({ kind: z.literal("workspace"), data: WorkspaceView }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeKind = Change["kind"];
/** What a change of a kind carries. */
export type ChangeData<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>["data"];

/** All that one commit, or one catch-up, brings to a room; `from` is the clock before, `to` after. */
export const RoomChanges = z.strictObject({
  room: RoomName,
  from: Tick,
  to: Tick,
  changes: z.array(Change),
  /** The room moved too far: drop what is cached of it; the changes hold only its outline. */
  reset: z.literal(true).optional(),
  /** The caller is no longer in this room: forget it. */
  gone: z.literal(true).optional(),
});
export type RoomChanges = z.infer<typeof RoomChanges>;

/** A trailing, volatile hint: whoever has less has missed something. */
export const ClockHint = z.strictObject({ room: RoomName, to: Tick });
export type ClockHint = z.infer<typeof ClockHint>;
