import {
  asId,
  type ConversationId,
  type InviteId,
  type InviteView,
  type UserId,
} from "@hallway/protocol";
import type { Invite } from "../database/generated/client.ts";
import { asInviteRole, type InviteFacts, stateOf } from "./invite-access.ts";

/** An invitation as its makers see it: never with its token. */
export function toInviteView(row: Invite, creator: InviteFacts["creator"]): InviteView {
  return {
    id: asId<InviteId>(row.id),
    role: asInviteRole(row.role),
    email: row.email,
    channelIds: row.channelIds.map((id) => asId<ConversationId>(id)),
    tokenHint: row.tokenHint,
    uses: row.uses,
    maxUses: row.maxUses,
    createdById: asId<UserId>(row.createdById),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: stateOf({ invite: row, creator, now: new Date() }),
  };
}

/** An address as a stranger with the link may see it: `a•••@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
}
