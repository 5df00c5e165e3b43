import type { AuditEntryView } from "@hallway/protocol";
import { Download, ScrollText } from "lucide-react";
import { useCallback } from "react";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PanelHeader } from "../../ui/panel-layout.tsx";
import { useAddressQuery } from "./address-query.ts";
import { useAdminLive, useLookAgain } from "./admin-live.ts";
import { auditColumns } from "./audit-columns.tsx";
import {
  type AuditFilterInput,
  auditExportPath,
  matchesAuditFilter,
  readAuditFilter,
} from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { PagedTable } from "./paged-table.tsx";
import { type Pages, usePages } from "./use-pages.ts";

/** Every admin and security action: who, what, when, from where. New ones appear by themselves. */
export function AuditPage() {
  useDocumentTitle("Audit log", useWorkspaceView()?.name);
  const workspace = useWorkspace();
  const [query, setQuery] = useAddressQuery();
  const filter = readAuditFilter(query);
  const pages = useEntries(filter);
  const search = useCallback((text: string) => setQuery({ q: text }), [setQuery]);
  return (
    <>
      <PanelHeader
        title="Audit log"
        intro="What was done here, by whom and from where, newest first"
        actions={
          <a
            href={auditExportPath(workspace.id, filter)}
            download
            className={buttonStyle("secondary")}
          >
            <Download className="size-4" aria-hidden="true" />
            Export CSV
          </a>
        }
      />
      <AuditFilters query={query} onSearch={search} onChange={setQuery} />
      <PagedTable
        label="Audit log"
        pages={pages}
        columns={auditColumns({ showPerson: (id) => setQuery({ person: id }) })}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title="No entry matches"
            text="Widen the filters, or choose other days."
          />
        }
      />
    </>
  );
}

/** The stored entries, with those that happened since on top. */
function useEntries(filter: AuditFilterInput): Pages<AuditEntryView, null> {
  const workspace = useWorkspace();
  const { entries } = useAdminLive();
  const pages = usePages<AuditEntryView, null>(
    async (cursor) => {
      const answer = await workspace.command("audit:list", {
        ...filter,
        ...(cursor && { cursor }),
      });
      return { rows: answer.entries, nextCursor: answer.nextCursor, facts: null };
    },
    JSON.stringify([workspace.id, filter]),
  );
  useLookAgain(() => false, pages.reload);
  if (pages.data === undefined) return pages;
  const known = new Set(pages.data.rows.map(({ id }) => id));
  const fresh = entries.filter(
    (entry) => !known.has(entry.id) && matchesAuditFilter(entry, filter),
  );
  return { ...pages, data: { ...pages.data, rows: [...fresh, ...pages.data.rows] } };
}
