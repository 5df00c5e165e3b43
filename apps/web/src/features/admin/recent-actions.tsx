import type { AuditEntryView } from "@hallway/protocol";
import { ScrollText } from "lucide-react";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table-types.ts";
import { TimeLabel } from "../../ui/time-label.tsx";
import { useAdminLive } from "./admin-live.ts";
import { AuditPhrase } from "./audit-phrase.tsx";

const SHOWN = 8;

const columns: TableColumn<AuditEntryView>[] = [
  {
    id: "what",
    header: "Recent admin actions",
    width: "54%",
    cell: (entry) => <AuditPhrase entry={entry} />,
  },
  { id: "by", header: "By", cell: ({ actorName }) => <bdi>{actorName ?? "Unknown"}</bdi> },
  { id: "when", header: "When", cell: ({ at }) => <TimeLabel moment={at} format="short" /> },
  { id: "from", header: "From", cell: ({ ip }) => <span className="tabular">{ip ?? "–"}</span> },
];

/** The newest entries of the audit log; new ones appear at the top by themselves. */
export function RecentActions({ recent }: { recent: readonly AuditEntryView[] }) {
  const { entries } = useAdminLive();
  const known = new Set(recent.map(({ id }) => id));
  const rows = [...entries.filter(({ id }) => !known.has(id)), ...recent].slice(0, SHOWN);
  return (
    <Table
      label="Recent admin actions"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          compact
          icon={<ScrollText />}
          title="Nothing has happened yet"
          text="What owners and admins do appears here and in the audit log."
        />
      }
    />
  );
}
