import { z } from "zod";
import { limits } from "./limits.ts";

/** An opaque place in a list, as a previous page gave it. */
export const Cursor = z.string().min(1).max(limits.cursor);
export const PageLimit = z.int().min(1).max(limits.pageMax).default(limits.pageDefault);
export const NextCursor = z.string().nullable();
export const Query = z.string().max(limits.query);
/** ISO 8601, UTC. */
export const Timestamp = z.iso.datetime();
export const Tick = z.int().nonnegative();
