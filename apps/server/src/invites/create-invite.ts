import {
  asId,
  type InviteId,
  type inviteCreate,
  type OutputOf,
  type ParsedInputOf,
  toAbilities,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { findReadable } from "../conversations/conversation-access.ts";
import type { Invite, Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail, notFound } from "../failure.ts";
import { requireLockedWorkspace } from "../workspaces/workspace-access.ts";
import { toPolicy } from "../workspaces/workspace-view.ts";
import { canInviteAs } from "./invite-access.ts";
import { hashInviteToken, hintOf, makeInviteToken } from "./invite-token.ts";
import { toInviteView } from "./invite-view.ts";
import { mailInvite } from "./mail-invite.ts";

type Input = ParsedInputOf<typeof inviteCreate>;

/** Makes an invitation. Its link is answered once and kept nowhere; one for an address is mailed there too. */
export async function createInvite(
  context: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof inviteCreate>> {
  const token = makeInviteToken();
  const { invite, workspace, role } = await inTransaction(context, async (tx) => {
    const place = await requireLockedWorkspace(tx.db, caller, "member");
    if (!toAbilities(place.role, toPolicy(place.workspace)).invite) {
      throw fail("forbidden", "Only admins invite people to this workspace.");
    }
    if (!canInviteAs(place.role, input.role)) {
      throw fail("forbidden", "Only admins can invite someone as an admin.");
    }
    const channelIds = await requireChannels(tx.db, { ...caller, role: place.role }, input);
    if (input.email) await requireStranger(tx.db, caller, input.email);
    const row = await tx.db.invite.create({ data: toRow(caller, token, { ...input, channelIds }) });
    await recordAudit(tx, caller, {
      action: "invite.created",
      target: { kind: "invite", id: row.id, name: row.email ?? `…${row.tokenHint}` },
      details: {
        role: row.role,
        ...(row.maxUses === null ? {} : { maxUses: String(row.maxUses) }),
      },
    });
    return { ...place, invite: row };
  });
  const url = `${context.config.publicUrl}/invite/${token}`;
  if (invite.email) {
    const mail = { to: invite.email, from: caller.name, workspace: workspace.name, url };
    const sent = mailInvite(context, mail);
    if (context.mailer.kind === "folder") await sent;
  }
  return { invite: toInviteView(invite, { role, deactivatedAt: null }), url };
}

function toRow(
  caller: MemberCaller,
  token: string,
  { role, email, expiresInHours, maxUses, channelIds }: Input,
): Invite {
  const now = Date.now();
  return {
    id: asId<InviteId>(uuidv7()),
    workspaceId: caller.workspaceId,
    tokenHash: hashInviteToken(token),
    tokenHint: hintOf(token),
    role,
    email: email ?? null,
    channelIds,
    uses: 0,
    maxUses: email ? 1 : (maxUses ?? null),
    createdById: caller.userId,
    createdAt: new Date(now),
    expiresAt: new Date(now + expiresInHours * 60 * 60_000),
    revokedAt: null,
  };
}

/** The channels to lead into: only ones the inviter can read, and for guests, who see nothing else, at least one. */
async function requireChannels(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  { role, channelIds }: Input,
): Promise<Input["channelIds"]> {
  const asked = [...new Set(channelIds)];
  if (role === "guest" && asked.length === 0) {
    const message = "Guests only see the channels they are invited to: choose at least one.";
    throw fail("invalid", message, { field: "channelIds" });
  }
  const channels = (await findReadable(db, caller, asked))
    .map(({ conversation }) => conversation)
    .filter(({ kind }) => kind === "channel");
  if (channels.length < asked.length) throw notFound("channel");
  const archived = channels.find(({ archivedAt }) => archivedAt);
  if (archived) {
    const message = `#${archived.name} is archived: nobody can be invited to it.`;
    throw fail("conflict", message, { field: "channelIds" });
  }
  return asked;
}

async function requireStranger(
  db: Prisma.TransactionClient,
  { workspaceId }: MemberCaller,
  email: string,
): Promise<void> {
  const known = await db.member.findFirst({ where: { workspaceId, user: { email } } });
  if (!known) return;
  const message = known.deactivatedAt
    ? "This person is deactivated here. Reactivate them instead of inviting them."
    : "This person is in the workspace already.";
  throw fail("conflict", message, { field: "email" });
}
