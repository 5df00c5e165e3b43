import type { AuditEntryView } from "@hallway/protocol";
import type { TableColumn } from "../../ui/table-types.ts";
import { formatExact, formatShort, formatTime, isSameDay } from "../../ui/time.ts";
import { AuditPhrase } from "./audit-phrase.tsx";

/** The columns of the audit log; a person's name narrows the log to them. */
export function auditColumns({
  showPerson,
}: {
  showPerson(userId: string): void;
}): TableColumn<AuditEntryView>[] {
  return [
    {
      id: "what",
      header: "What",
      width: "50%",
      cell: (entry) => <AuditPhrase entry={entry} />,
    },
    {
      id: "who",
      header: "Who",
      cell: ({ actorId, actorName }) =>
        actorId === null ? (
          <bdi>{actorName ?? "Unknown"}</bdi>
        ) : (
          <button
            type="button"
            title="Show only what this person did"
            onClick={() => showPerson(actorId)}
            className="rounded-md text-left underline-offset-2 hover:underline"
          >
            <bdi>{actorName ?? "Unknown"}</bdi>
          </button>
        ),
    },
    { id: "when", header: "When", cell: ({ at }) => <Moment at={at} /> },
    {
      id: "where",
      header: "Where",
      cell: ({ ip, userAgent }) => (
        <span className="tabular" title={userAgent ?? undefined}>
          {ip ?? "–"}
        </span>
      ),
    },
  ];
}

function Moment({ at }: { at: string }) {
  const today = isSameDay(at, Date.now());
  return (
    <time dateTime={at} title={formatExact(at)} className="whitespace-nowrap">
      {today ? formatTime(at) : `${formatShort(at)}, ${formatTime(at)}`}
    </time>
  );
}
