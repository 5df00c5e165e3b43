import type { Role } from "@hallway/protocol";

/** The roles as people read them, the highest first. */
export const roleWords: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  guest: "Guest",
};

export const roles = ["owner", "admin", "member", "guest"] as const satisfies readonly Role[];
