import type { Role } from "./members.ts";
import type { WorkspacePolicy } from "./workspaces.ts";

const rank: Record<Role, number> = { guest: 0, member: 1, admin: 2, owner: 3 };

/** Whether a role is worth at least another one. */
export function isAtLeast(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/** What a person may do in a workspace, from their role and its policy: the server's rule and the client's buttons. */
export interface Abilities {
  createChannels: boolean;
  invite: boolean;
  administer: boolean;
}

export function toAbilities(role: Role, policy: WorkspacePolicy): Abilities {
  return {
    createChannels: isAtLeast(role, policy.createChannels === "admins" ? "admin" : "member"),
    invite: isAtLeast(role, policy.invite === "admins" ? "admin" : "member"),
    administer: isAtLeast(role, "admin"),
  };
}

/** Whether someone may give `to` to a person whose role is `from`; only owners touch the role owner. */
export function canSetRole(actor: Role, { from, to }: { from: Role; to: Role }): boolean {
  if (actor === "owner") return true;
  return actor === "admin" && from !== "owner" && to !== "owner";
}

/** Whether someone may deactivate, reactivate or sign out a person of that role. */
export function canManage(actor: Role, target: Role): boolean {
  return actor === "owner" || (actor === "admin" && target !== "owner");
}

/** Whether someone may write in a conversation they are in. */
export function canPost(
  role: Role,
  {
    archived,
    isGeneral,
    policy,
  }: { archived: boolean; isGeneral: boolean; policy: WorkspacePolicy },
): boolean {
  if (archived) return false;
  return !isGeneral || policy.postInGeneral === "everyone" || isAtLeast(role, "admin");
}

/** Whether someone may address everyone of a channel with `@channel` or `@here`. */
export function canMentionEveryone(role: Role): boolean {
  return isAtLeast(role, "member");
}
