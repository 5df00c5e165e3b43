import type { OutputOf, ParsedInputOf, workspaceJoin } from "@hallway/protocol";
import { recordAudit } from "../audit/record-audit.ts";
import type { AccountCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTurn } from "../database/in-turn.ts";
import { inTransaction } from "../database/transaction.ts";
import { notFound } from "../failure.ts";
import { enterWorkspace } from "../members/enter-workspace.ts";
import { toWorkspaceView } from "./workspace-view.ts";

type Input = ParsedInputOf<typeof workspaceJoin>;

/** Joins a workspace that is open to every account. A closed one looks like none, except to those who are in it. */
export async function joinWorkspace(
  context: Context,
  caller: AccountCaller,
  input: Input,
): Promise<OutputOf<typeof workspaceJoin>> {
  return inTurn(`join ${input.workspaceId}`, () => enterOpenWorkspace(context, caller, input));
}

async function enterOpenWorkspace(
  context: Context,
  caller: AccountCaller,
  { workspaceId }: Input,
): Promise<OutputOf<typeof workspaceJoin>> {
  return inTransaction(context, async (tx) => {
    const known = await tx.db.workspace.findFirst({
      where: {
        id: workspaceId,
        OR: [{ join: "open" }, { members: { some: { userId: caller.userId } } }],
      },
    });
    if (!known) throw notFound("workspace");
    const account = { account: caller, workspace: known, role: "member", channelIds: [] } as const;
    const { member, isNew } = await enterWorkspace(tx, account);
    const workspace = await tx.db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    if (!isNew) return { workspace: toWorkspaceView(workspace) };
    if (workspace.join !== "open") throw notFound("workspace");
    await recordAudit(
      tx,
      { ...caller, workspaceId, name: member.displayName },
      {
        action: "member.joined",
        target: { kind: "member", id: member.userId, name: member.displayName },
        details: { role: member.role },
      },
    );
    return { workspace: toWorkspaceView(workspace) };
  });
}
