import type { messageList, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { requireReadable } from "../conversations/conversation-access.ts";
import type { Message, Prisma } from "../database/generated/client.ts";
import { inSnapshot } from "../database/snapshot.ts";
import { notFound } from "../failure.ts";
import { toMessageView } from "./message-view.ts";

type Input = ParsedInputOf<typeof messageList>;

/** A page of a timeline, oldest first. */
export async function listMessages(
  { database }: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof messageList>> {
  return inSnapshot(database, async (db) => {
    const { conversation } = await requireReadable(db, caller, input.conversationId);
    const { rows, hasOlder, hasNewer } = await readPage(db, input, conversation.lastSeq);
    const room = await db.room.findUniqueOrThrow({ where: { id: conversation.id } });
    return { messages: rows.map(toMessageView), hasOlder, hasNewer, clock: room.clock };
  });
}

interface Page {
  rows: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
}

async function readPage(
  db: Prisma.TransactionClient,
  input: Input,
  lastSeq: number,
): Promise<Page> {
  if (input.after !== undefined) return readAfter(db, input, input.after);
  if (input.around !== undefined) {
    return readAround(db, input, await seqOf(db, input.conversationId, input.around));
  }
  const before = input.before ?? lastSeq + 1;
  return { ...(await readBefore(db, input, before)), hasNewer: before <= lastSeq };
}

async function readBefore(
  db: Prisma.TransactionClient,
  { conversationId, limit }: Input,
  before: number,
): Promise<Omit<Page, "hasNewer">> {
  const rows = await db.message.findMany({
    where: { conversationId, seq: { lt: before } },
    orderBy: { seq: "desc" },
    take: limit,
  });
  rows.reverse();
  return { rows, hasOlder: (rows[0]?.seq ?? 1) > 1 };
}

async function readAfter(
  db: Prisma.TransactionClient,
  { conversationId, limit }: Input,
  after: number,
): Promise<Page> {
  const rows = await db.message.findMany({
    where: { conversationId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: limit + 1,
  });
  return { rows: rows.slice(0, limit), hasOlder: after > 0, hasNewer: rows.length > limit };
}

async function readAround(db: Prisma.TransactionClient, input: Input, seq: number): Promise<Page> {
  const half = Math.floor(input.limit / 2);
  const older = await readBefore(db, { ...input, limit: Math.max(1, half) }, seq);
  const newer = await readAfter(db, { ...input, limit: Math.max(1, input.limit - half) }, seq - 1);
  return {
    rows: half === 0 ? newer.rows : [...older.rows, ...newer.rows],
    hasOlder: half === 0 ? seq > 1 : older.hasOlder,
    hasNewer: newer.hasNewer,
  };
}

async function seqOf(
  db: Prisma.TransactionClient,
  conversationId: Input["conversationId"],
  around: NonNullable<Input["around"]>,
): Promise<number> {
  if (typeof around === "number") return around;
  const message = await db.message.findFirst({
    where: { conversationId, id: around },
    select: { seq: true },
  });
  if (!message) throw notFound("message");
  return message.seq;
}
