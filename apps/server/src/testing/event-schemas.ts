import { eventSchemas } from "@hallway/protocol/event-schemas";
import type { z } from "zod";

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
