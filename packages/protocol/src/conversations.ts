import { z } from "zod";
import { defineCommand } from "./command.ts";
import { ConversationId, UserId } from "./ids.ts";
import { limits } from "./limits.ts";
import { MemberView } from "./members.ts";
import { Cursor, NextCursor, PageLimit, Query, Tick, Timestamp } from "./paging.ts";
import { PresenceStatus } from "./presence.ts";
import { line, paragraphs } from "./text.ts";

/** A channel or a direct message. Of two views the one with the higher `clock` is the newer. */
export const ConversationView = z.strictObject({
  id: ConversationId,
  kind: z.enum(["channel", "dm"]),
  /** A channel's name; null for direct messages, which are named by their people. */
  name: z.string().nullable(),
  private: z.boolean(),
  /** The channel everyone is in, with its own posting policy; it can be neither left nor archived. */
  general: z.boolean(),
  topic: z.string(),
  purpose: z.string(),
  createdAt: Timestamp,
  createdById: UserId.nullable(),
  archivedAt: Timestamp.nullable(),
  memberCount: z.int(),
  /** The people of a direct message, myself included; empty for channels. */
  participantIds: z.array(UserId),
  /** The place of its newest message; 0 when there is none. */
  lastSeq: z.int(),
  lastMessageAt: Timestamp.nullable(),
  /** The clock of its room when this view was made. */
  clock: Tick,
});
export type ConversationView = z.infer<typeof ConversationView>;

/** Someone who is, or was (`leftAt`), in a conversation. */
export const ParticipantView = z.strictObject({
  conversationId: ConversationId,
  userId: UserId,
  joinedAt: Timestamp,
  leftAt: Timestamp.nullable(),
  tick: Tick,
});
export type ParticipantView = z.infer<typeof ParticipantView>;

export const ChannelName = z
  .string()
  .overwrite((name) => name.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, "-"))
  .min(1, "Give the channel a name.")
  .refine((name) => [...name].length <= limits.channelName, {
    error: `Use at most ${limits.channelName} characters.`,
  })
  .refine((name) => /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}._-]*$/u.test(name), {
    error: "Use letters, digits, hyphens, dots and underscores, beginning with a letter or digit.",
  });

const conversationOutput = z.strictObject({ conversation: ConversationView });
const oneConversation = z.strictObject({ conversationId: ConversationId });

export const channelCreate = defineCommand({
  name: "channel:create",
  scope: "workspace",
  who: "member",
  summary: "Creates a channel with me in it.",
  input: z.strictObject({
    name: ChannelName,
    private: z.boolean().default(false),
    topic: line(limits.topic).default(""),
  }),
  output: conversationOutput,
  failsWith: ["forbidden", "conflict"],
  limit: "write",
});

export const ChannelEntry = z.strictObject({
  id: ConversationId,
  name: z.string(),
  private: z.boolean(),
  topic: z.string(),
  purpose: z.string(),
  memberCount: z.int(),
  joined: z.boolean(),
  archivedAt: Timestamp.nullable(),
});
export type ChannelEntry = z.infer<typeof ChannelEntry>;

export const channelBrowse = defineCommand({
  name: "channel:browse",
  scope: "workspace",
  who: "guest",
  summary:
    "The channels I may see, by name: all public ones and the private ones I am in; for guests only their own.",
  input: z.strictObject({
    query: Query.optional(),
    archived: z.boolean().default(false),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({ channels: z.array(ChannelEntry), nextCursor: NextCursor }),
  failsWith: [],
  limit: "read",
});

export const channelJoin = defineCommand({
  name: "channel:join",
  scope: "workspace",
  who: "member",
  summary: "Joins a public channel; joining twice is harmless.",
  input: oneConversation,
  output: conversationOutput,
  failsWith: ["not_found", "conflict"],
  limit: "write",
});

export const channelLeave = defineCommand({
  name: "channel:leave",
  scope: "workspace",
  who: "guest",
  summary: "Leaves a channel; general can't be left.",
  input: oneConversation,
  output: conversationOutput,
  failsWith: ["not_found", "conflict"],
  limit: "write",
});

export const channelArchive = defineCommand({
  name: "channel:archive",
  scope: "workspace",
  who: "member",
  summary:
    "Archives a channel: it can be read, not written. For admins and the person who created it.",
  input: oneConversation,
  output: conversationOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const channelUnarchive = defineCommand({
  name: "channel:unarchive",
  scope: "workspace",
  who: "member",
  summary: "Opens an archived channel again. For admins and the person who created it.",
  input: oneConversation,
  output: conversationOutput,
  failsWith: ["forbidden", "not_found"],
  limit: "write",
});

export const channelUpdate = defineCommand({
  name: "channel:update",
  scope: "workspace",
  who: "member",
  summary:
    "Changes a channel I am in: topic and purpose are everyone's, name and privacy the admins' and its creator's.",
  input: z.strictObject({
    conversationId: ConversationId,
    name: ChannelName.optional(),
    topic: line(limits.topic).optional(),
    purpose: paragraphs(limits.purpose).optional(),
    private: z.boolean().optional(),
  }),
  output: conversationOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const channelAddMembers = defineCommand({
  name: "channel:add-members",
  scope: "workspace",
  who: "member",
  summary: "Adds people to a channel I am in; those already in it are left as they are.",
  input: z.strictObject({
    conversationId: ConversationId,
    userIds: z.array(UserId).min(1).max(limits.peoplePerRequest),
  }),
  output: conversationOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const channelRemoveMember = defineCommand({
  name: "channel:remove-member",
  scope: "workspace",
  who: "member",
  summary: "Removes a person from a channel. For admins and the channel's creator.",
  input: z.strictObject({ conversationId: ConversationId, userId: UserId }),
  output: conversationOutput,
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const conversationGet = defineCommand({
  name: "conversation:get",
  scope: "workspace",
  who: "guest",
  summary: "Conversations I may read, by their ids; ids of others are left out.",
  input: z.strictObject({
    conversationIds: z.array(ConversationId).min(1).max(limits.peoplePerRequest),
  }),
  output: z.strictObject({ conversations: z.array(ConversationView) }),
  failsWith: [],
  limit: "read",
});

export const conversationMembers = defineCommand({
  name: "conversation:members",
  scope: "workspace",
  who: "guest",
  summary: "Who is in a conversation I can see, by name, and who of them is online.",
  input: z.strictObject({
    conversationId: ConversationId,
    query: Query.optional(),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({
    members: z.array(MemberView.extend({ presence: PresenceStatus })),
    nextCursor: NextCursor,
  }),
  failsWith: ["not_found"],
  limit: "read",
});

export const dmOpen = defineCommand({
  name: "dm:open",
  scope: "workspace",
  who: "guest",
  summary:
    "Opens the direct message with these people; the same people always give the same one. My own id alone opens my notes.",
  input: z.strictObject({ userIds: z.array(UserId).min(1).max(limits.directMessagePeople) }),
  output: conversationOutput,
  failsWith: ["not_found", "invalid"],
  limit: "write",
});
