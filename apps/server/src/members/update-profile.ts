import { isEmojiOnly } from "@hallway/markup";
import type { memberUpdateProfile, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Member, Prisma } from "../database/generated/client.ts";
import { inTransaction } from "../database/transaction.ts";
import { fail } from "../failure.ts";
import { lockRoom } from "../realtime/clock.ts";
import { workspaceRoom } from "../realtime/rooms.ts";
import { changeMember } from "./change-member.ts";
import { requireFreeDisplayName } from "./display-name.ts";
import { toMemberView } from "./member-view.ts";
import { DEACTIVATED } from "./refusals.ts";

type Input = ParsedInputOf<typeof memberUpdateProfile>;

/** Changes my own profile here; a name that looks like another person's is refused. */
export async function updateProfile(
  context: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof memberUpdateProfile>> {
  requireEmoji(input.status);
  return inTransaction(context, async (tx) => {
    await lockRoom(tx.db, workspaceRoom(caller.workspaceId));
    const me = await tx.db.member.findUniqueOrThrow({
      where: { id: caller.memberId },
      include: { user: { select: { name: true } } },
    });
    if (me.deactivatedAt) throw fail("forbidden", DEACTIVATED.message);
    const data = await findChanges(tx.db, me, input);
    if (Object.keys(data).length === 0) return { member: toMemberView(me) };
    return { member: await changeMember(tx, me, data) };
  });
}

async function findChanges(
  db: Prisma.TransactionClient,
  me: Member,
  { displayName, title, status }: Input,
): Promise<Prisma.MemberUpdateInput> {
  const data: Prisma.MemberUpdateInput = {};
  if (displayName !== undefined && displayName !== me.displayName) {
    const { workspaceId, id: memberId } = me;
    Object.assign(
      data,
      await requireFreeDisplayName(db, { workspaceId, memberId, wanted: displayName }),
    );
  }
  if (title !== undefined && title !== me.title) data.title = title;
  if (status === undefined) return data;
  const cleared = status === null || (status.emoji === "" && status.text === "");
  const statusEmoji = cleared ? null : status.emoji;
  const statusText = cleared ? null : status.text;
  if (statusEmoji !== me.statusEmoji || statusText !== me.statusText) {
    Object.assign(data, { statusEmoji, statusText });
  }
  return data;
}

/** A status begins with emoji or the short name of one, not with any text. */
function requireEmoji(status: Input["status"]): void {
  if (!status || status.emoji === "") return;
  if (isEmojiOnly(status.emoji) || SHORT_NAME.test(status.emoji)) return;
  throw fail("invalid", "Choose an emoji.", { field: "status.emoji" });
}

const SHORT_NAME = /^:[a-z0-9_+-]+:$/;
