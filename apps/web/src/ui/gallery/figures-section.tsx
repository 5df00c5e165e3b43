import { Ellipsis, SearchX } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../avatar.tsx";
import { Tag } from "../badge.tsx";
import { BarChart } from "../bar-chart.tsx";
import { EmptyState } from "../empty-state.tsx";
import { FigureCard } from "../figure-card.tsx";
import { IconButton } from "../icon-button.tsx";
import { Table } from "../table.tsx";
import type { TableColumn, TableSort } from "../table-types.ts";
import { Tabs } from "../tabs.tsx";
import { formatDay, formatShort } from "../time.ts";
import { PEOPLE } from "./people.ts";
import { Section } from "./section.tsx";

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 22, 10, 21);

const BARS = Array.from({ length: 30 }, (_, at) => {
  const moment = TODAY - (29 - at) * DAY;
  const value = at === 11 ? 0 : 2_000 + ((at * 7_919) % 5_200);
  return { label: formatDay(moment, TODAY), value, tick: formatShort(moment, TODAY + 9 * DAY) };
});

type Member = (typeof PEOPLE)[number] & { messages: number };

const MEMBERS: Member[] = PEOPLE.map((person, at) => ({ ...person, messages: (at * 977) % 4_000 }));

const COLUMNS: TableColumn<Member>[] = [
  {
    id: "name",
    header: "Name",
    sortable: true,
    cell: ({ id, name, presence }) => (
      <span className="flex items-center gap-2.5">
        <Avatar id={id} name={name} size={24} presence={presence} />
        <span dir="auto" className="line-clamp-1 font-medium">
          {name}
        </span>
      </span>
    ),
  },
  {
    id: "role",
    header: "Role",
    cell: ({ id }) => (
      <Tag tone={id === "p-2" ? "accent" : "neutral"}>{id === "p-2" ? "Owner" : "Member"}</Tag>
    ),
  },
  {
    id: "messages",
    header: "Messages",
    sortable: true,
    figures: true,
    cell: ({ messages }) => messages.toLocaleString("en-GB"),
  },
  {
    id: "actions",
    header: "Actions",
    headerHidden: true,
    width: "64px",
    cell: ({ name }) => (
      <IconButton label={`Actions for ${name}`} icon={<Ellipsis />} size="small" />
    ),
  },
];

/** Figures, charts, tables and tabs. */
export function FiguresSection() {
  const [tab, setTab] = useState("active");
  return (
    <Section title="Figures and tables">
      <div className="grid grid-cols-4 gap-3.5 max-lg:grid-cols-2 phone:grid-cols-1">
        <FigureCard label="Online now" value="148" note="of 312 members" />
        <FigureCard label="Messages today" value="4,902" note="+8 % on last Saturday" />
        <FigureCard label="Channels" value="87" note="6 idle for 90 days" />
        <FigureCard label="Storage" value="38.4 GB" note="files 35.1, database 3.3" />
      </div>
      <div className="rounded-panel border border-line p-[18px]">
        <BarChart
          title="Messages, last 30 days"
          bars={BARS}
          format={(value) => `${value.toLocaleString("en-GB")} messages`}
        />
      </div>
      <Tabs
        label="Members"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: "active", label: "Active", count: MEMBERS.length, content: <Members /> },
          { id: "deactivated", label: "Deactivated", count: 0, content: <NoMembers /> },
        ]}
      />
    </Section>
  );
}

function Members() {
  const [sort, setSort] = useState<TableSort>({ column: "name", direction: "ascending" });
  const turn = sort.direction === "ascending" ? 1 : -1;
  const rows = MEMBERS.toSorted((a, b) =>
    sort.column === "name" ? turn * a.name.localeCompare(b.name) : turn * (a.messages - b.messages),
  );
  return (
    <Table
      label="Members"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      sort={sort}
      onSort={setSort}
      empty={<NoMembers />}
    />
  );
}

function NoMembers() {
  return (
    <EmptyState
      compact
      icon={<SearchX />}
      title="Nobody is deactivated"
      text="People who lose access appear here, with all they wrote."
    />
  );
}
