import type { OutputOf, ParsedInputOf, workspaceTransferOwnership } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail, notFound } from "../failure.ts";
import { changeMember } from "../members/change-member.ts";
import { requireLockedWorkspace } from "./workspace-access.ts";

type Input = ParsedInputOf<typeof workspaceTransferOwnership>;

/** Makes another full member an owner and me an admin, in one step; there is an owner at every moment. */
export async function transferOwnership(
  context: Context,
  caller: MemberCaller,
  { userId }: Input,
): Promise<OutputOf<typeof workspaceTransferOwnership>> {
  return inTransaction(context, async (tx) => {
    const { workspace } = await requireLockedWorkspace(tx.db, caller, "owner");
    const heir = await requireHeir(tx.db, caller, userId);
    const member = await changeMember(tx, heir, { role: "owner" });
    await changeMember(
      tx,
      { id: caller.memberId, workspaceId: caller.workspaceId },
      { role: "admin" },
    );
    await recordAudit(tx, caller, {
      action: "workspace.ownership-transferred",
      target: { kind: "member", id: heir.userId, name: heir.displayName },
      details: { workspace: workspace.name, from: caller.name, to: heir.displayName },
    });
    return { member };
  });
}

async function requireHeir(
  db: Prisma.TransactionClient,
  caller: MemberCaller,
  userId: Input["userId"],
) {
  const { workspaceId } = caller;
  const heir = await db.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
  });
  if (!heir) throw notFound("person");
  if (heir.id === caller.memberId) {
    throw fail("conflict", "You are an owner already. Choose somebody else.", { field: "userId" });
  }
  if (heir.deactivatedAt) {
    const message = "This person is deactivated. Reactivate them first.";
    throw fail("conflict", message, { field: "userId" });
  }
  if (heir.role === "guest") {
    const message = "This person is a guest. Make them a full member first.";
    throw fail("conflict", message, { field: "userId" });
  }
  return heir;
}
