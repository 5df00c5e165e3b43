import { asId, type OutputOf, type WorkspaceId, type workspaceMine } from "@hallway/protocol";
import type { AccountCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Prisma } from "../database/generated/client.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { mayCreateWorkspaces } from "./workspace-access.ts";

type Mine = OutputOf<typeof workspaceMine>;

/** The workspaces I am in, and those of this server that I could join. */
export async function listMyWorkspaces(
  { database, config }: Context,
  caller: AccountCaller,
): Promise<Mine> {
  return inSnapshot(database, async (db) => ({
    workspaces: await readMine(db, caller),
    joinable: await readJoinable(db, caller),
    canCreate: await mayCreateWorkspaces(db, config, caller),
  }));
}

/** What a list of choices may hold at most. */
const JOINABLE_MAX = 100;

async function readMine(
  db: Prisma.TransactionClient,
  { userId }: AccountCaller,
): Promise<Mine["workspaces"]> {
  const rows = await db.member.findMany({
    where: { userId, deactivatedAt: null },
    select: { role: true, workspace: true },
    orderBy: [{ workspace: { name: "asc" } }, { workspaceId: "asc" }],
  });
  return rows.map(({ role, workspace }) => ({ ...toLook(workspace), role }));
}

/** Open workspaces that I never was in: whom an admin has deactivated is not asked in again. */
async function readJoinable(
  db: Prisma.TransactionClient,
  { userId }: AccountCaller,
): Promise<Mine["joinable"]> {
  const rows = await db.workspace.findMany({
    where: { join: "open", members: { none: { userId } } },
    include: { _count: { select: { members: { where: { deactivatedAt: null } } } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: JOINABLE_MAX,
  });
  return rows.map((row) => ({ ...toLook(row), memberCount: row._count.members }));
}

function toLook({ id, name, slug, icon, accent }: Look & { id: string }) {
  return { id: asId<WorkspaceId>(id), name, slug, icon, accent };
}

type Look = Pick<Mine["joinable"][number], "name" | "slug" | "icon" | "accent">;
