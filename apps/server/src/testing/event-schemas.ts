import {
  AdminFigures,
  type AdminServerEvents,
  AuditEntryView,
  ClockHint,
  PresenceSignal,
  RefusalCode,
  RoomChanges,
  ServerClosing,
  type ServerEvents,
  TypingSignal,
} from "@hallway/protocol";
import { z } from "zod";

/** What each event that a server sends down has to look like; an event without a line fails the type check. */
const eventSchemas: Record<keyof (ServerEvents & AdminServerEvents), z.ZodType> = {
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

const schemas = new Map<string, z.ZodType>(Object.entries(eventSchemas));

/**
 * Throws for an event that no contract knows, or one that carries anything beside what its contract lists: a field too
 * many is how things leak. Thrown where the event arrives, it fails the run of whichever test heard it.
 */
export function requireContract(event: string, payload: unknown): void {
  const schema = schemas.get(event);
  if (!schema) throw new Error(`The server sent an event that no contract knows: ${event}`);
  const parsed = schema.safeParse(payload);
  if (parsed.success) return;
  const what = `${JSON.stringify(payload)}`.slice(0, 1_000);
  throw new Error(`${event} is not what its contract says: ${parsed.error.message}\n${what}`);
}
