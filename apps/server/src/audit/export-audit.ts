import type { AuditFilter } from "@hallway/protocol";
import type { MemberCaller } from "../caller.ts";
import type { Context } from "../context.ts";
import { inTransaction } from "../database/transaction.ts";
import { auditCsvHead, toAuditCsvLine } from "./audit-csv.ts";
import { toAuditEntryView } from "./audit-view.ts";
import { type AuditPlace, findAuditEntries, placeOf } from "./find-audit-entries.ts";
import { recordAudit } from "./record-audit.ts";

const PAGE = 500;

/**
 * The audit log as CSV, newest first, a page at a time. That it was taken out is written down before its first line:
 * the log holds every export, also one that broke off; the file ends where that entry begins.
 */
export async function exportAudit(
  context: Context,
  caller: MemberCaller,
  filter: AuditFilter,
): Promise<AsyncIterable<string>> {
  const entry = await inTransaction(context, (tx) =>
    recordAudit(tx, caller, { action: "audit.exported", details: toDetails(filter) }),
  );
  return readPages(context, caller, { filter, place: placeOf(entry) });
}

async function* readPages(
  { database }: Context,
  caller: MemberCaller,
  { filter, ...from }: { filter: AuditFilter; place: AuditPlace },
): AsyncGenerator<string> {
  yield auditCsvHead();
  for (let place: AuditPlace | undefined = from.place; place; ) {
    const rows = await findAuditEntries(database, caller, { filter, place, take: PAGE });
    yield rows.map((row) => toAuditCsvLine(toAuditEntryView(row))).join("");
    const last = rows.length === PAGE ? rows.at(-1) : undefined;
    place = last && placeOf(last);
  }
}

function toDetails(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
