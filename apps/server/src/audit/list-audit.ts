import type { auditList, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { fromCursor, toPage } from "../database/page-cursor.ts";
import { toAuditEntryView } from "./audit-view.ts";
import { AuditPlace, findAuditEntries, placeOf } from "./find-audit-entries.ts";

/** A page of the audit log, newest first. */
export async function listAudit(
  { database }: Context,
  caller: MemberCaller,
  { cursor, limit, ...filter }: ParsedInputOf<typeof auditList>,
): Promise<OutputOf<typeof auditList>> {
  const place = fromCursor(AuditPlace, cursor);
  const found = await findAuditEntries(database, caller, { filter, place, take: limit + 1 });
  const { rows, nextCursor } = toPage(found, { limit, placeOf });
  return { entries: rows.map(toAuditEntryView), nextCursor };
}
