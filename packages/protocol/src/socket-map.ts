import type { AdminFigures } from "./admin.ts";
import type { AuditEntryView } from "./audit.ts";
import type { CommandName, Commands } from "./catalog.ts";
import type { ClockHint, RoomChanges } from "./changes.ts";
import type { ServerClosing } from "./closing.ts";
import type { InputOf, OutputOf } from "./command.ts";
import type { Answer, Refusal } from "./errors.ts";
import type { ConversationId, UserId } from "./ids.ts";
import type { PresenceSignal, TypingSignal } from "./presence.ts";

/** Up: every command with its acknowledgement, and the reports without one. */
export type ClientEvents = {
  [Name in CommandName]: (
    input: InputOf<Commands[Name]>,
    answer: (answer: Answer<OutputOf<Commands[Name]>>) => void,
  ) => void;
} & {
  typing: (report: { conversationId: ConversationId }) => void;
  presence: (report: { status: "active" | "away" }) => void;
  "presence:watch": (watch: { userIds: readonly UserId[] }) => void;
};

/** Down: the durable lane (`changes`, `clock`), the volatile one, and the end. */
export interface ServerEvents {
  changes: (changes: RoomChanges) => void;
  clock: (hint: ClockHint) => void;
  typing: (signal: TypingSignal) => void;
  presence: (signal: PresenceSignal) => void;
  "session:ended": (refusal: Refusal) => void;
  server_closing: (notice: ServerClosing) => void;
}

/** Down, in `/w/<id>/admin`. */
export interface AdminServerEvents {
  figures: (figures: AdminFigures) => void;
  audit: (entry: AuditEntryView) => void;
  "session:ended": (refusal: Refusal) => void;
  server_closing: (notice: ServerClosing) => void;
}
