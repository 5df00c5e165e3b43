import {
  asId,
  type ChannelEntry,
  type ConversationId,
  type channelBrowse,
  type OutputOf,
  type ParsedInputOf,
} from "@hallway/protocol";
import { z } from "zod";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Conversation, Prisma } from "../database/generated/client.ts";
import { fromCursor, toLiteral, toPage } from "../database/page-cursor.ts";

type Input = ParsedInputOf<typeof channelBrowse>;

/** A place in the list: names are unique in a workspace. */
const Place = z.strictObject({ name: z.string() });

/** The channels I may see, by name: open ones, or with `archived` the archived ones. */
export async function browseChannels(
  { database }: Context,
  caller: MemberCaller,
  input: Input,
): Promise<OutputOf<typeof channelBrowse>> {
  const found = await database.conversation.findMany({
    where: {
      workspaceId: caller.workspaceId,
      kind: "channel",
      archivedAt: input.archived ? { not: null } : null,
      AND: [seenBy(caller), named(input.query), after(input.cursor)],
    },
    orderBy: { name: "asc" },
    take: input.limit + 1,
    include: { participants: { where: { memberId: caller.memberId, leftAt: null } } },
  });
  const { rows, nextCursor } = toPage(found, {
    limit: input.limit,
    placeOf: ({ name }) => ({ name }),
  });
  return {
    channels: rows.map(({ participants, ...row }) => toEntry(row, participants.length > 0)),
    nextCursor,
  };
}

function seenBy({ memberId, role }: MemberCaller): Prisma.ConversationWhereInput {
  const joined = { participants: { some: { memberId, leftAt: null } } };
  return role === "guest" ? joined : { OR: [{ private: false }, joined] };
}

function named(query = ""): Prisma.ConversationWhereInput {
  const words = query.trim().replace(/^#/, "");
  if (words === "") return {};
  const contains = { contains: toLiteral(words), mode: "insensitive" as const };
  return { OR: [{ name: contains }, { topic: contains }] };
}

function after(cursor: string | undefined): Prisma.ConversationWhereInput {
  const place = fromCursor(Place, cursor);
  return place ? { name: { gt: place.name } } : {};
}

function toEntry(row: Conversation, joined: boolean): ChannelEntry {
  return {
    id: asId<ConversationId>(row.id),
    name: row.name ?? "",
    private: row.private,
    topic: row.topic,
    purpose: row.purpose,
    memberCount: row.memberCount,
    joined,
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
