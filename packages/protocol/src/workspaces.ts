import { z } from "zod";
import { defineCommand } from "./command.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { limits } from "./limits.ts";
import { MemberView, Role } from "./members.ts";
import { Tick, Timestamp } from "./paging.ts";
import { line } from "./text.ts";

/** Who may do what, as the workspace's owners decide. */
export const WorkspacePolicy = z.strictObject({
  createChannels: z.enum(["members", "admins"]),
  invite: z.enum(["members", "admins"]),
  postInGeneral: z.enum(["everyone", "admins"]),
  /** `open`: any account of this server may join; `invited`: only with an invitation. */
  join: z.enum(["invited", "open"]),
});
export type WorkspacePolicy = z.infer<typeof WorkspacePolicy>;

export const WorkspaceView = z.strictObject({
  id: WorkspaceId,
  name: z.string(),
  slug: z.string(),
  /** An emoji or one or two letters; null: the name's first letter. */
  icon: z.string().nullable(),
  /** `#rrggbb` */
  accent: z.string(),
  policy: WorkspacePolicy,
  createdAt: Timestamp,
  tick: Tick,
});
export type WorkspaceView = z.infer<typeof WorkspaceView>;

/** First path segments that the product itself uses, so no workspace may take them. */
export const reservedSlugs: readonly string[] = [
  "admin",
  "api",
  "assets",
  "files",
  "health",
  "icons",
  "invite",
  "livez",
  "metrics",
  "new",
  "readyz",
  "reset-password",
  "forgot-password",
  "settings",
  "setup",
  "sign-in",
  "sign-out",
  "sign-up",
  "socket.io",
  "workspaces",
];

export const Slug = z
  .string()
  .min(limits.slugMin)
  .max(limits.slugMax)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.")
  .refine((slug) => !reservedSlugs.includes(slug), { error: "This address is reserved." });

const Accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "Use a colour like #0f766e.")
  .toLowerCase();

export const workspaceCreate = defineCommand({
  name: "workspace:create",
  scope: "server",
  who: "account",
  summary: "Creates a workspace with the channels general and random; the creator owns it.",
  input: z.strictObject({ name: line(limits.workspaceName, { min: 1 }), slug: Slug }),
  output: z.strictObject({ workspace: WorkspaceView }),
  failsWith: ["forbidden", "conflict"],
  limit: "write",
});

/** A workspace as the switcher and the list of my workspaces show it. */
export const WorkspaceSummary = z.strictObject({
  id: WorkspaceId,
  name: z.string(),
  slug: z.string(),
  icon: z.string().nullable(),
  accent: z.string(),
  role: Role,
});
export type WorkspaceSummary = z.infer<typeof WorkspaceSummary>;

export const JoinableWorkspace = WorkspaceSummary.omit({ role: true }).extend({
  memberCount: z.int(),
});
export type JoinableWorkspace = z.infer<typeof JoinableWorkspace>;

export const workspaceMine = defineCommand({
  name: "workspace:mine",
  scope: "server",
  who: "account",
  summary: "The workspaces I am in, and those open to every account of this server.",
  input: z.strictObject({}),
  output: z.strictObject({
    workspaces: z.array(WorkspaceSummary),
    joinable: z.array(JoinableWorkspace),
    canCreate: z.boolean(),
  }),
  failsWith: [],
  limit: "read",
});

export const workspaceJoin = defineCommand({
  name: "workspace:join",
  scope: "server",
  who: "account",
  summary: "Joins a workspace that is open to every account of this server.",
  input: z.strictObject({ workspaceId: WorkspaceId }),
  output: z.strictObject({ workspace: WorkspaceView }),
  failsWith: ["not_found", "forbidden"],
  limit: "write",
});

export const workspaceUpdate = defineCommand({
  name: "workspace:update",
  scope: "workspace",
  who: "admin",
  summary:
    "Changes the workspace's name, address, look or policy. Its address is the owners' to change.",
  input: z.strictObject({
    name: line(limits.workspaceName, { min: 1 }).optional(),
    slug: Slug.optional(),
    icon: line(limits.workspaceIcon, { min: 1 }).nullable().optional(),
    accent: Accent.optional(),
    policy: WorkspacePolicy.partial().optional(),
  }),
  output: z.strictObject({ workspace: WorkspaceView }),
  failsWith: ["forbidden", "conflict"],
  limit: "write",
});

export const workspaceTransferOwnership = defineCommand({
  name: "workspace:transfer-ownership",
  scope: "workspace",
  who: "owner",
  summary: "Makes another member an owner and me an admin, in one step.",
  input: z.strictObject({ userId: UserId }),
  output: z.strictObject({ member: MemberView }),
  failsWith: ["not_found", "conflict"],
  limit: "write",
});

/** What a visitor may know of this server before signing in. */
export const serverInfo = defineCommand({
  name: "server:info",
  scope: "server",
  who: "anyone",
  summary: "Whether the server still needs its first account, and who may sign up.",
  input: z.strictObject({}),
  output: z.strictObject({
    needsSetup: z.boolean(),
    signUp: z.enum(["invited", "open"]),
    version: z.string(),
  }),
  failsWith: [],
  limit: "read",
});
