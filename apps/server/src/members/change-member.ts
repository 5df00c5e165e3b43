import { asId, type MemberView, type WorkspaceId } from "@hallway/protocol";
import type { Member, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transaction.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { toMemberView } from "./member-view.ts";

/** Changes a member under the next tick of the workspace's room, and tells the workspace. */
export async function changeMember(
  tx: Tx,
  member: Pick<Member, "id" | "workspaceId">,
  data: Prisma.MemberUpdateInput,
): Promise<MemberView> {
  const room = workspaceRoom(asId<WorkspaceId>(member.workspaceId));
  const tick = await tx.tick(room);
  const row = await tx.db.member.update({
    where: { id: member.id },
    data: { ...data, tick },
    include: { user: { select: { name: true } } },
  });
  const view = toMemberView(row);
  tx.changed(room, { kind: "member", data: view });
  return view;
}
