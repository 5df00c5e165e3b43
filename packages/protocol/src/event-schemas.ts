import { z } from "zod";
import { AdminFigures } from "./admin.ts";
import { AuditEntryView } from "./audit.ts";
import { ClockHint, RoomChanges } from "./changes.ts";
import { ServerClosing } from "./closing.ts";
import { RefusalCode } from "./errors.ts";
import {
  PresenceReport,
  PresenceSignal,
  PresenceWatch,
  TypingReport,
  TypingSignal,
} from "./presence.ts";
import type { AdminServerEvents, ServerEvents } from "./socket-map.ts";

/** What each event that a server sends down has to look like; an event without a line fails the type check. */
export const eventSchemas: Record<keyof (ServerEvents & AdminServerEvents), z.ZodType> = {
  changes: RoomChanges,
  clock: ClockHint,
  typing: TypingSignal,
  presence: PresenceSignal,
  "session:ended": z.strictObject({
    code: RefusalCode,
    message: z.string(),
    retryInMs: z.number().int().nonnegative().optional(),
  }),
  server_closing: ServerClosing,
  figures: AdminFigures,
  audit: AuditEntryView,
};

/** What a client tells without an acknowledgement. */
export const reportSchemas = {
  typing: TypingReport,
  presence: PresenceReport,
  "presence:watch": PresenceWatch,
};
