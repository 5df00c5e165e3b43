import { asId, type MemberView, type UserId } from "@hallway/protocol";
import type { Member } from "../database/generated/client.ts";

/** What a view shows of a member. */
export type MemberRow = Pick<
  Member,
  | "userId"
  | "displayName"
  | "title"
  | "role"
  | "statusEmoji"
  | "statusText"
  | "joinedAt"
  | "deactivatedAt"
  | "tick"
> & { user: { name: string } };

/** For statements written by hand; `m` is the member and `u` their account. */
export const MEMBER_COLUMNS = `
  m.user_id AS "userId", m.display_name AS "displayName", m.title, m.role::text AS role,
  m.status_emoji AS "statusEmoji", m.status_text AS "statusText", m.joined_at AS "joinedAt",
  m.deactivated_at AS "deactivatedAt", m.tick, json_build_object('name', u.name) AS user`;

/** A member as the others see them; `name` is the account's, `displayName` what they chose here. */
export function toMemberView(row: MemberRow): MemberView {
  return {
    userId: asId<UserId>(row.userId),
    name: row.user.name,
    displayName: row.displayName,
    title: row.title,
    role: row.role,
    status:
      row.statusEmoji === null && row.statusText === null
        ? null
        : { emoji: row.statusEmoji ?? "", text: row.statusText ?? "" },
    joinedAt: row.joinedAt.toISOString(),
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
    tick: row.tick,
  };
}
