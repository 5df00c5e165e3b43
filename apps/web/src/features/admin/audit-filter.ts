import type { AuditAction, AuditEntryView } from "@hallway/protocol";
import { isAuditAction } from "./audit-actions.ts";
import { auditText } from "./audit-sentence.ts";

/** What the audit log is narrowed to; the address, the list and the export all take it. */
export type AuditFilterInput = {
  action?: AuditAction;
  actorId?: string;
  query?: string;
  after?: string;
  before?: string;
};

/** Reads the filter of an address: days (`from`, `to`) are whole days of this browser's calendar. */
export function readAuditFilter(query: URLSearchParams): AuditFilterInput {
  const action = query.get("action");
  const actorId = query.get("person");
  const text = query.get("q")?.trim();
  const after = startOfDay(query.get("from"), 0);
  const before = startOfDay(query.get("to"), 1);
  return {
    ...(isAuditAction(action) && { action }),
    ...(actorId !== null && isId(actorId) && { actorId }),
    ...(text && { query: text }),
    ...(after && { after }),
    ...(before && { before }),
  };
}

/** Where the entries of a filter can be had as a file. */
export function auditExportPath(workspaceId: string, filter: AuditFilterInput): string {
  const query = new URLSearchParams(Object.entries(filter)).toString();
  return `/api/v1/workspaces/${workspaceId}/audit.csv${query ? `?${query}` : ""}`;
}

/** Whether an entry that just happened belongs into the list as it is filtered. */
export function matchesAuditFilter(entry: AuditEntryView, filter: AuditFilterInput): boolean {
  const { action, actorId, query, after, before } = filter;
  return (
    (action === undefined || entry.action === action) &&
    (actorId === undefined || entry.actorId === actorId) &&
    (after === undefined || entry.at >= after) &&
    (before === undefined || entry.at < before) &&
    (query === undefined || mentions(entry, query))
  );
}

function mentions(entry: AuditEntryView, query: string): boolean {
  const words = [auditText(entry), entry.actorName, entry.ip, ...Object.values(entry.details)];
  return words.join(" ").toLowerCase().includes(query.toLowerCase());
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** `2026-11-22` as the moment it begins here, some days later. */
function startOfDay(day: string | null, later: number): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "");
  if (!parts) return undefined;
  const [, year, month, date] = parts.map(Number);
  const moment = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
