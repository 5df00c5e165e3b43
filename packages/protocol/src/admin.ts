import { z } from "zod";
import { AuditEntryView } from "./audit.ts";
import { defineCommand } from "./command.ts";
import { ChannelName, ConversationView } from "./conversations.ts";
import { ConversationId } from "./ids.ts";
import { MemberView, Role } from "./members.ts";
import { Cursor, NextCursor, PageLimit, Query, Timestamp } from "./paging.ts";

/** The figures that change while one looks; pushed as `figures` to the admin namespace. */
export const AdminFigures = z.strictObject({
  online: z.int(),
  members: z.int(),
  messagesToday: z.int(),
  channels: z.int(),
});
export type AdminFigures = z.infer<typeof AdminFigures>;

export const adminOverview = defineCommand({
  name: "admin:overview",
  scope: "workspace",
  who: "admin",
  summary: "The workspace at a glance.",
  input: z.strictObject({}),
  output: z.strictObject({
    figures: AdminFigures,
    messagesSameDayLastWeek: z.int(),
    /** Messages of each of the last 30 days (UTC), oldest first, today last. */
    messagesPerDay: z.array(z.strictObject({ day: z.iso.date(), count: z.int() })),
    idleChannels: z.int(),
    storage: z.strictObject({ databaseBytes: z.int(), fileBytes: z.int() }),
    version: z.string(),
    databaseVersion: z.string(),
    /** Whether request limits are switched off, which is for load tests only. */
    rateLimitsOff: z.boolean(),
    /** Whether the disk is so full that messages are refused. */
    diskFull: z.boolean(),
    mail: z.enum(["smtp", "folder"]),
    signUp: z.enum(["invited", "open"]),
    recentAudit: z.array(AuditEntryView),
  }),
  failsWith: [],
  limit: "read",
});
export type AdminOverview = z.infer<typeof adminOverview.output>;

export const AdminMemberView = MemberView.extend({
  email: z.string(),
  lastSeenAt: Timestamp.nullable(),
  sessions: z.int(),
  online: z.boolean(),
});
export type AdminMemberView = z.infer<typeof AdminMemberView>;

export const adminMembers = defineCommand({
  name: "admin:members",
  scope: "workspace",
  who: "admin",
  summary: "Everyone, with what only admins see.",
  input: z.strictObject({
    query: Query.optional(),
    role: Role.optional(),
    status: z.enum(["active", "deactivated", "all"]).default("all"),
    sort: z.enum(["name", "role", "joinedAt", "lastSeenAt"]).default("name"),
    descending: z.boolean().default(false),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({
    members: z.array(AdminMemberView),
    nextCursor: NextCursor,
    total: z.int(),
  }),
  failsWith: [],
  limit: "read",
});

export const AdminChannelView = z.strictObject({
  id: ConversationId,
  name: z.string(),
  topic: z.string(),
  general: z.boolean(),
  createdByName: z.string().nullable(),
  members: z.int(),
  messages: z.int(),
  lastActivityAt: Timestamp.nullable(),
  archivedAt: Timestamp.nullable(),
});
export type AdminChannelView = z.infer<typeof AdminChannelView>;

export const adminChannels = defineCommand({
  name: "admin:channels",
  scope: "workspace",
  who: "admin",
  summary: "Every public channel, and how many private ones there are; private names stay private.",
  input: z.strictObject({
    query: Query.optional(),
    sort: z.enum(["name", "members", "messages", "lastActivityAt"]).default("name"),
    descending: z.boolean().default(false),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({
    channels: z.array(AdminChannelView),
    nextCursor: NextCursor,
    total: z.int(),
    privateChannels: z.int(),
  }),
  failsWith: [],
  limit: "read",
});

const conversationOutput = z.strictObject({ conversation: ConversationView });

export const adminArchiveChannel = defineCommand({
  name: "admin:archive-channel",
  scope: "workspace",
  who: "admin",
  summary: "Archives or opens a public channel, without being in it.",
  input: z.strictObject({ conversationId: ConversationId, archived: z.boolean() }),
  output: conversationOutput,
  failsWith: ["not_found", "conflict"],
  limit: "write",
});

export const adminRenameChannel = defineCommand({
  name: "admin:rename-channel",
  scope: "workspace",
  who: "admin",
  summary: "Renames a public channel, without being in it.",
  input: z.strictObject({ conversationId: ConversationId, name: ChannelName }),
  output: conversationOutput,
  failsWith: ["not_found", "conflict"],
  limit: "write",
});
