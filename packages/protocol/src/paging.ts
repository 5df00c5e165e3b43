import { z } from "zod";
import { limits } from "./limits.ts";
import { line } from "./text.ts";

/** An opaque place in a list, as a previous page gave it. */
export const Cursor = z.string().min(1).max(limits.cursor);
export const PageLimit = z.int().min(1).max(limits.pageMax).default(limits.pageDefault);
export const NextCursor = z.string().nullable();
/** Words to search by. */
export const Query = line(limits.query);
/** ISO 8601, UTC. There was no year 0, and no database knows it. */
export const Timestamp = z.iso
  .datetime()
  .refine((time) => !time.startsWith("0000"), { error: "This is not a time." });
export const Tick = z.int().nonnegative();
