import { z } from "zod";
import { defineCommand } from "./command.ts";
import { ConversationId } from "./ids.ts";
import { Tick, Timestamp } from "./paging.ts";

/**
 * My own side of a conversation: how far I read, and what I want of it.
 *
 * The counts are derived from `lastReadSeq` when the view is made, over messages up to `countedSeq` as they were at
 * the room's clock `countedClock`. A client adds what it holds beyond that (see `docs/sync.md`), so a message that
 * arrives costs nobody a recount.
 */
export const ParticipationView = z.strictObject({
  conversationId: ConversationId,
  lastReadSeq: z.int().nonnegative(),
  /** Messages of others after `lastReadSeq`, deleted and system ones left out. */
  unreadCount: z.int().nonnegative(),
  /** Those of them that mention me or everyone; in direct messages, all of them. */
  mentionCount: z.int().nonnegative(),
  countedSeq: z.int().nonnegative(),
  countedClock: Tick,
  notify: z.enum(["all", "mentions", "nothing"]),
  muted: z.boolean(),
  starred: z.boolean(),
  /** Set when I am no longer in it: the client drops the conversation. */
  leftAt: Timestamp.nullable(),
  /** The clock of my own room at its last change. */
  tick: Tick,
});
export type ParticipationView = z.infer<typeof ParticipationView>;

const participationOutput = z.strictObject({ participation: ParticipationView });

export const readMark = defineCommand({
  name: "read:mark",
  scope: "workspace",
  who: "guest",
  summary: "Moves my read pointer forward to a seq; with `unread: true`, back to just before it.",
  input: z.strictObject({
    conversationId: ConversationId,
    seq: z.int().nonnegative(),
    unread: z.boolean().default(false),
  }),
  output: participationOutput,
  failsWith: ["not_found"],
  limit: "read",
});

export const participationUpdate = defineCommand({
  name: "participation:update",
  scope: "workspace",
  who: "guest",
  summary: "Stars or mutes a conversation for me, or says what of it I want to be told.",
  input: z.strictObject({
    conversationId: ConversationId,
    notify: z.enum(["all", "mentions", "nothing"]).optional(),
    muted: z.boolean().optional(),
    starred: z.boolean().optional(),
  }),
  output: participationOutput,
  failsWith: ["not_found"],
  limit: "write",
});
