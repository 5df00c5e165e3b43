import type { AdminMemberView } from "@hallway/protocol";
import { MailPlus, SearchX } from "lucide-react";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { useMe, useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PanelHeader } from "../../ui/panel-layout.tsx";
import { oneOf, useAddressQuery } from "./address-query.ts";
import { useLookAgain } from "./admin-live.ts";
import { countPeople } from "./figures-text.ts";
import { memberColumns } from "./member-columns.tsx";
import { MemberDialogs, type MemberQuestion } from "./member-dialogs.tsx";
import { MemberFilters } from "./member-filters.tsx";
import { PagedTable } from "./paged-table.tsx";
import { roles } from "./role-words.ts";
import { usePages } from "./use-pages.ts";

const SORTS = ["name", "role", "joinedAt", "lastSeenAt"] as const;
const STATUSES = ["active", "deactivated", "all"] as const;

/** Everyone, with what only admins see and may do. */
export function MembersPage() {
  useDocumentTitle("Members", useWorkspaceView()?.name);
  const slug = useParams().slug ?? "";
  const me = useMe();
  const [query, setQuery] = useAddressQuery();
  const [asked, setAsked] = useState<MemberQuestion | null>(null);
  const { pages, sort, descending } = useMembersOf(query);
  const search = useCallback((text: string) => setQuery({ q: text }), [setQuery]);
  const facts = pages.data?.facts;
  return (
    <>
      <PanelHeader
        title="Members"
        intro={facts ? countPeople(facts.total) : "\u00a0"}
        actions={
          <Link to={`/${slug}/admin/invites`} className={buttonStyle("primary")}>
            <MailPlus className="size-4" aria-hidden="true" />
            Invite people
          </Link>
        }
      />
      <MemberFilters query={query} onSearch={search} onChange={setQuery} />
      {me ? (
        <PagedTable<AdminMemberView, { total: number; owners: number }>
          label="Members"
          pages={pages}
          columns={memberColumns({
            me,
            owners: facts?.owners ?? 0,
            ask: setAsked,
            onChanged: pages.reload,
          })}
          rowKey={({ userId }) => userId}
          sort={{ column: sort, direction: descending ? "descending" : "ascending" }}
          onSort={({ column, direction }) =>
            setQuery({ sort: column, order: direction === "descending" ? direction : null })
          }
          empty={
            <EmptyState
              icon={<SearchX />}
              title="Nobody matches"
              text="Search for a part of a name or an e-mail address, or widen the filters."
            />
          }
        />
      ) : null}
      <MemberDialogs asked={asked} onClose={() => setAsked(null)} onDone={pages.reload} />
    </>
  );
}

function useMembersOf(query: URLSearchParams) {
  const workspace = useWorkspace();
  const sort = oneOf(query.get("sort"), SORTS) ?? "name";
  const descending = query.get("order") === "descending";
  const role = oneOf(query.get("role"), roles);
  const status = oneOf(query.get("status"), STATUSES) ?? "all";
  const text = query.get("q")?.trim() ?? "";
  const pages = usePages(async (cursor) => {
    const [answer, owners] = await Promise.all([
      workspace.command("admin:members", {
        sort,
        descending,
        status,
        ...(role && { role }),
        ...(text && { query: text }),
        ...(cursor && { cursor }),
      }),
      workspace.command("admin:members", { role: "owner", status: "active", limit: 1 }),
    ]);
    return {
      rows: answer.members,
      nextCursor: answer.nextCursor,
      facts: { total: answer.total, owners: owners.total },
    };
  }, [workspace.id, sort, descending, role, status, text].join("|"));
  useLookAgain(concernsMembers, pages.reload);
  return { pages, sort, descending };
}

function concernsMembers({ action }: { action: string }): boolean {
  return /^(member|session)\.|ownership|invite\.accepted/.test(action);
}
