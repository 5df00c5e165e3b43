import { Select } from "../../ui/select.tsx";
import { roles, roleWords } from "./role-words.ts";
import { SearchBox } from "./search-box.tsx";

const ROLE_OPTIONS = [
  { value: "", label: "All roles" },
  ...roles.map((role) => ({ value: role, label: `${roleWords[role]}s` })),
];

const STATUS_OPTIONS = [
  { value: "", label: "Active and deactivated" },
  { value: "active", label: "Active" },
  { value: "deactivated", label: "Deactivated" },
];

/** Search, role and status, all kept in the address. */
export function MemberFilters({
  query,
  onSearch,
  onChange,
}: {
  query: URLSearchParams;
  onSearch(text: string): void;
  onChange(change: Record<string, string>): void;
}) {
  return (
    <div className="flex flex-wrap items-end gap-3 phone:grid phone:grid-cols-2">
      <SearchBox label="Search members" value={query.get("q") ?? ""} onSearch={onSearch} />
      <Select
        label="Filter by role"
        labelHidden
        options={ROLE_OPTIONS}
        value={query.get("role") ?? ""}
        onChange={(event) => onChange({ role: event.target.value })}
        className="w-40 phone:w-full"
      />
      <Select
        label="Filter by status"
        labelHidden
        options={STATUS_OPTIONS}
        value={query.get("status") ?? ""}
        onChange={(event) => onChange({ status: event.target.value })}
        className="w-56 phone:w-full"
      />
    </div>
  );
}
