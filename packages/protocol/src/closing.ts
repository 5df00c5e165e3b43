import { z } from "zod";

/**
 * Down, when a server is about to stop: dial again after this time, which differs from connection to connection so that
 * not everybody moves at once. Until then everything works as ever.
 */
export const ServerClosing = z.strictObject({ afterMs: z.number().int().nonnegative() });
export type ServerClosing = z.infer<typeof ServerClosing>;
