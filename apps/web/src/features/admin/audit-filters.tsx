import type { MemberView } from "@hallway/protocol";
import { useMemo } from "react";
import { useAllMembers } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { isByKey } from "../../ui/pressed-by-key.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { auditActionLabels } from "./audit-actions.ts";
import { SearchBox } from "./search-box.tsx";

export type AuditFiltersProps = {
  query: URLSearchParams;
  onSearch(text: string): void;
  onChange(change: Record<string, string | null>): void;
};

const ACTIONS = [
  { value: "", label: "All actions" },
  ...Object.entries(auditActionLabels).map(([value, label]) => ({ value, label })),
];

const NOTHING = { q: null, action: null, person: null, from: null, to: null };

/** Text, action, person and days, all kept in the address. */
export function AuditFilters({ query, onSearch, onChange }: AuditFiltersProps) {
  const narrowed = Object.keys(NOTHING).some((part) => query.get(part));
  return (
    <div className="flex flex-wrap items-end gap-3 phone:grid phone:grid-cols-2">
      <SearchBox label="Search the audit log" value={query.get("q") ?? ""} onSearch={onSearch} />
      <Select
        label="Action"
        options={ACTIONS}
        value={query.get("action") ?? ""}
        onChange={(event) => onChange({ action: event.target.value })}
        className="w-52 phone:w-full"
      />
      <PersonSelect value={query.get("person") ?? ""} onChange={(person) => onChange({ person })} />
      <TextField
        label="From"
        type="date"
        value={query.get("from") ?? ""}
        max={query.get("to") ?? undefined}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField
        label="To"
        type="date"
        value={query.get("to") ?? ""}
        min={query.get("from") ?? undefined}
        onChange={(event) => onChange({ to: event.target.value })}
      />
      {narrowed ? (
        <Button
          variant="ghost"
          onClick={(event) => {
            // The button goes with the filters.
            if (isByKey(event)) event.currentTarget.parentElement?.querySelector("input")?.focus();
            onChange(NOTHING);
          }}
          className="phone:col-span-full"
        >
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}

type PersonSelectProps = { value: string; onChange(userId: string): void };

/** The people this client holds, admins first; others are reached by their name in the log. */
function PersonSelect({ value, onChange }: PersonSelectProps) {
  const members = useAllMembers();
  const options = useMemo(() => personOptions([...members.values()]), [members]);
  return (
    <Select
      label="Person"
      options={
        value === "" || members.has(value)
          ? options
          : [...options, { value, label: "One other person" }]
      }
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="w-48 phone:w-full"
    />
  );
}

function personOptions(members: readonly MemberView[]): { value: string; label: string }[] {
  const isAdmin = ({ role }: MemberView) => role === "owner" || role === "admin";
  const sorted = members.toSorted(
    (a, b) =>
      Number(isAdmin(b)) - Number(isAdmin(a)) || a.displayName.localeCompare(b.displayName, "en"),
  );
  return [
    { value: "", label: "Everyone" },
    ...sorted.map(({ userId, displayName }) => ({ value: userId, label: displayName })),
  ];
}
