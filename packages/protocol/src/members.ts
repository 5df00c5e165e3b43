import { z } from "zod";
import { defineCommand } from "./command.ts";
import { UserId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Cursor, NextCursor, PageLimit, Query, Tick, Timestamp } from "./paging.ts";
import { line } from "./text.ts";

export const Role = z.enum(["owner", "admin", "member", "guest"]);
export type Role = z.infer<typeof Role>;

export const MemberStatus = z.strictObject({ emoji: z.string(), text: z.string() });
export type MemberStatus = z.infer<typeof MemberStatus>;

/** A person as the others of the workspace see them. */
export const MemberView = z.strictObject({
  userId: UserId,
  name: z.string(),
  displayName: z.string(),
  title: z.string(),
  role: Role,
  status: MemberStatus.nullable(),
  joinedAt: Timestamp,
  deactivatedAt: Timestamp.nullable(),
  tick: Tick,
});
export type MemberView = z.infer<typeof MemberView>;

export const memberGet = defineCommand({
  name: "member:get",
  scope: "workspace",
  who: "guest",
  summary: "People by their ids; ids that name nobody here are left out.",
  input: z.strictObject({ userIds: z.array(UserId).min(1).max(limits.peoplePerRequest) }),
  output: z.strictObject({ members: z.array(MemberView) }),
  failsWith: [],
  limit: "read",
});

export const memberList = defineCommand({
  name: "member:list",
  scope: "workspace",
  who: "guest",
  summary:
    "The workspace's people by name, a page at a time; for guests, those they share a conversation with.",
  input: z.strictObject({
    query: Query.optional(),
    role: Role.optional(),
    deactivated: z.boolean().default(false),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({ members: z.array(MemberView), nextCursor: NextCursor }),
  failsWith: [],
  limit: "read",
});

export const memberUpdateProfile = defineCommand({
  name: "member:update-profile",
  scope: "workspace",
  who: "guest",
  summary: "Changes my own profile in this workspace.",
  input: z.strictObject({
    displayName: line(limits.personName, { min: 1 }).optional(),
    title: line(limits.title).optional(),
    status: z
      .strictObject({ emoji: z.string().max(32), text: line(limits.statusText) })
      .nullable()
      .optional(),
  }),
  output: z.strictObject({ member: MemberView }),
  failsWith: ["conflict"],
  limit: "write",
});

export const memberSetRole = defineCommand({
  name: "member:set-role",
  scope: "workspace",
  who: "admin",
  summary: "Changes a person's role. Only owners make or unmake owners; the last owner stays one.",
  input: z.strictObject({ userId: UserId, role: Role }),
  output: z.strictObject({ member: MemberView }),
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const memberDeactivationPreview = defineCommand({
  name: "member:deactivation-preview",
  scope: "workspace",
  who: "admin",
  summary: "What deactivating a person would do.",
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({
    sessions: z.int(),
    channels: z.int(),
    openInvites: z.int(),
    /** One for each private channel in which nobody else would remain, without its name. */
    lonelyChannels: z.array(z.string()),
  }),
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "read",
});

export const memberDeactivate = defineCommand({
  name: "member:deactivate",
  scope: "workspace",
  who: "admin",
  summary: "Shuts a person out of this workspace at once; what they wrote stays.",
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({ member: MemberView }),
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "write",
});

export const memberReactivate = defineCommand({
  name: "member:reactivate",
  scope: "workspace",
  who: "admin",
  summary: "Lets a deactivated person in again, with the role and channels they had.",
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({ member: MemberView }),
  failsWith: ["forbidden", "not_found"],
  limit: "write",
});

export const memberEndSessions = defineCommand({
  name: "member:end-sessions",
  scope: "workspace",
  who: "admin",
  summary: "Signs a person out everywhere.",
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({ ended: z.int() }),
  failsWith: ["forbidden", "not_found"],
  limit: "write",
});
