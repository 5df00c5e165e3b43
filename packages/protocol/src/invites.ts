import { z } from "zod";
import { defineCommand } from "./command.ts";
import { ConversationId, InviteId, UserId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Cursor, NextCursor, PageLimit, Timestamp } from "./paging.ts";
import { WorkspaceView } from "./workspaces.ts";

export const InviteRole = z.enum(["admin", "member", "guest"]);
export type InviteRole = z.infer<typeof InviteRole>;

export const InviteView = z.strictObject({
  id: InviteId,
  role: InviteRole,
  /** Only this address may accept it; null: whoever has the link. */
  email: z.string().nullable(),
  channelIds: z.array(ConversationId),
  /** The end of the link, to recognise it by; the whole token is shown once, when it is made. */
  tokenHint: z.string(),
  uses: z.int(),
  maxUses: z.int().nullable(),
  createdById: UserId,
  createdAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  state: z.enum(["open", "used", "expired", "revoked"]),
});
export type InviteView = z.infer<typeof InviteView>;

export const inviteCreate = defineCommand({
  name: "invite:create",
  scope: "workspace",
  who: "member",
  summary:
    "Makes an invitation link; with an e-mail address it is sent there and only that address may use it.",
  input: z.strictObject({
    role: InviteRole.default("member"),
    email: z.email().max(limits.email).toLowerCase().optional(),
    expiresInHours: z
      .int()
      .min(1)
      .max(limits.inviteHoursMax)
      .default(24 * 7),
    maxUses: z.int().min(1).max(limits.inviteUsesMax).optional(),
    channelIds: z.array(ConversationId).max(limits.inviteChannels).default([]),
  }),
  output: z.strictObject({ invite: InviteView, url: z.string() }),
  failsWith: ["forbidden", "not_found", "conflict"],
  limit: "invite",
});

export const inviteList = defineCommand({
  name: "invite:list",
  scope: "workspace",
  who: "member",
  summary: "Invitations, newest first: for admins all of them, for others their own.",
  input: z.strictObject({
    open: z.boolean().default(false),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  output: z.strictObject({ invites: z.array(InviteView), nextCursor: NextCursor }),
  failsWith: ["forbidden"],
  limit: "read",
});

export const inviteRevoke = defineCommand({
  name: "invite:revoke",
  scope: "workspace",
  who: "member",
  summary: "Ends an invitation: admins any, others their own.",
  input: z.strictObject({ inviteId: InviteId }),
  output: z.strictObject({ invite: InviteView }),
  failsWith: ["not_found"],
  limit: "write",
});

const Token = z.string().min(1).max(200);

export const invitePreview = defineCommand({
  name: "invite:preview",
  scope: "server",
  who: "anyone",
  summary:
    "What an invitation invites to. One that is used up, expired, revoked or made up is simply not found.",
  input: z.strictObject({ token: Token }),
  output: z.strictObject({
    workspace: z.strictObject({
      name: z.string(),
      slug: z.string(),
      icon: z.string().nullable(),
      accent: z.string(),
    }),
    invitedBy: z.string(),
    role: InviteRole,
    /** Masked, such as `a•••@example.com`. */
    email: z.string().nullable(),
    memberCount: z.int(),
    expiresAt: Timestamp.nullable(),
    /** Whether the caller is in that workspace already. */
    joined: z.boolean(),
  }),
  failsWith: ["not_found"],
  limit: "read",
});

export const inviteAccept = defineCommand({
  name: "invite:accept",
  scope: "server",
  who: "account",
  summary: "Joins the workspace the invitation is for.",
  input: z.strictObject({ token: Token }),
  output: z.strictObject({ workspace: WorkspaceView }),
  failsWith: ["not_found", "forbidden"],
  limit: "write",
});
