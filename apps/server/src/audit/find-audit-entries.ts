import { type AuditFilter, Timestamp } from "@hallway/protocol";
import { z } from "zod";
import type { MemberCaller } from "../caller.ts";
import type { AuditEntry, Prisma } from "../database/generated/client.ts";
import { toLiteral } from "../database/page-cursor.ts";

/** Where in the log a page ends. */
export const AuditPlace = z.strictObject({ at: Timestamp, id: z.guid() });
export type AuditPlace = z.infer<typeof AuditPlace>;

export function placeOf({ at, id }: { at: Date | string; id: string }): AuditPlace {
  return { at: new Date(at).toISOString(), id };
}

/** Which part of a workspace's log to read: what the filter lets through, older than `place`. */
export interface AuditPart {
  filter: AuditFilter;
  place: AuditPlace | null;
  take: number;
}

/** Reads a part of the workspace's log, newest first. */
export async function findAuditEntries(
  db: Prisma.TransactionClient,
  { workspaceId }: Pick<MemberCaller, "workspaceId">,
  { filter, place, take }: AuditPart,
): Promise<AuditEntry[]> {
  const { action, actorId, after, before } = filter;
  return db.auditEntry.findMany({
    where: {
      workspaceId,
      ...(action ? { action } : {}),
      ...(actorId ? { actorId } : {}),
      at: { ...(after ? { gte: after } : {}), ...(before ? { lt: before } : {}) },
      AND: [mentions(filter.query ?? ""), olderThan(place)],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take,
  });
}

/** The words anywhere in who did it, what it was done to, and from where. */
function mentions(query: string): Prisma.AuditEntryWhereInput {
  if (query.trim() === "") return {};
  const contains = { contains: toLiteral(query.trim()), mode: "insensitive" } as const;
  return { OR: [{ actorName: contains }, { targetName: contains }, { ip: contains }] };
}

function olderThan(place: AuditPlace | null): Prisma.AuditEntryWhereInput {
  if (!place) return {};
  return { OR: [{ at: { lt: place.at } }, { at: place.at, id: { lt: place.id } }] };
}
