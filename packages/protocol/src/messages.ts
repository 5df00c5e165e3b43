import { z } from "zod";
import { defineCommand } from "./command.ts";
import { ConversationId, MessageId, NewMessageId, UserId } from "./ids.ts";
import { limits } from "./limits.ts";
import { PageLimit, Tick, Timestamp } from "./paging.ts";
import { paragraphs } from "./text.ts";

/** What happened, for messages of kind `system`; their `text` says the same in words. */
export const SystemEvent = z.strictObject({
  event: z.enum([
    "created",
    "joined",
    "left",
    "added",
    "removed",
    "renamed",
    "topic",
    "purpose",
    "privacy",
    "archived",
    "unarchived",
  ]),
  /** Whom it happened to, where that is not the author. */
  userIds: z.array(UserId),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type SystemEvent = z.infer<typeof SystemEvent>;

export const MessageView = z.strictObject({
  id: MessageId,
  conversationId: ConversationId,
  threadId: MessageId.nullable(),
  /** Its place in the timeline: 1, 2, 3, …; never changes. */
  seq: z.int().positive(),
  authorId: UserId,
  kind: z.enum(["text", "system", "bot"]),
  /** Markdown with mentions by id; empty when deleted. */
  text: z.string(),
  system: SystemEvent.nullable(),
  /** Who was mentioned when it was sent; later edits add nobody, deleting removes nobody. */
  mentions: z.strictObject({ userIds: z.array(UserId), everyone: z.boolean() }),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
  reactions: z.array(z.strictObject({ emoji: z.string(), userIds: z.array(UserId) })),
  replyCount: z.int(),
  lastReplyAt: Timestamp.nullable(),
  files: z.array(z.never()),
  /** The clock of its conversation's room at its last change; of two views the higher is the newer. */
  tick: Tick,
});
export type MessageView = z.infer<typeof MessageView>;

export const MessageText = paragraphs(limits.messageText, { min: 1 });

const messageOutput = z.strictObject({ message: MessageView });

export const messageSend = defineCommand({
  name: "message:send",
  scope: "workspace",
  who: "guest",
  summary:
    "Sends a message. The same id again with the same content answers with the stored message.",
  input: z.strictObject({ id: NewMessageId, conversationId: ConversationId, text: MessageText }),
  output: messageOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "send",
});

export const messageEdit = defineCommand({
  name: "message:edit",
  scope: "workspace",
  who: "guest",
  summary: "Changes the text of my own message.",
  input: z.strictObject({ id: MessageId, text: MessageText }),
  output: messageOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "edit",
});

export const messageDelete = defineCommand({
  name: "message:delete",
  scope: "workspace",
  who: "guest",
  summary:
    "Deletes my own message, or as an admin anyone's in a conversation I am in; a tombstone remains.",
  input: z.strictObject({ id: MessageId }),
  output: messageOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "edit",
});

/** A place in a timeline; beyond all that the database can count to, it is the end. */
const Seq = z
  .int()
  .nonnegative()
  .overwrite((seq) => Math.min(seq, MOST_SEQ));
const MOST_SEQ = 2_000_000_000;

export const messageList = defineCommand({
  name: "message:list",
  scope: "workspace",
  who: "guest",
  summary:
    "A page of a timeline, oldest first: the newest, those before or after a seq, or those around a seq or message.",
  input: z
    .strictObject({
      conversationId: ConversationId,
      before: Seq.optional(),
      after: Seq.optional(),
      around: z.union([Seq, MessageId]).optional(),
      limit: PageLimit,
    })
    .refine(
      (page) => [page.before, page.after, page.around].filter((p) => p !== undefined).length <= 1,
      {
        error: "Use one of before, after and around.",
        path: ["around"],
      },
    ),
  output: z.strictObject({
    messages: z.array(MessageView),
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
    clock: Tick,
  }),
  failsWith: ["not_found"],
  limit: "read",
});
