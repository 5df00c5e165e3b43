import { classes } from "./classes.ts";
import { Select } from "./select.tsx";
import type { TableColumn, TableProps, TableSort } from "./table-types.ts";

/** A table's rows as a list of cards, with the sorting as a choice above. */
export function TableCards<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, busy } = props;
  const { title, details, actions } = arrange(columns);
  return (
    <div className="flex flex-col gap-3">
      {onSort && columns.some((column) => column.sortable) ? (
        <SortChoice columns={columns} sort={sort} onSort={onSort} />
      ) : null}
      <ul aria-label={label} className={classes("flex flex-col gap-2.5", busy && "opacity-55")}>
        {rows.map((row) => (
          <li key={rowKey(row)} className="rounded-panel border border-line bg-surface p-4">
            <div className="flex items-center gap-2">
              <div className="min-w-0 flex-1 font-medium text-ink">{title?.cell(row)}</div>
              {actions.map((column) => (
                <div key={column.id} className="-my-2 -mr-2">
                  {column.cell(row)}
                </div>
              ))}
            </div>
            <dl className="mt-2.5 flex flex-col gap-1.5 text-[14px]">
              {details.map((column) => (
                <div key={column.id} className="flex items-center justify-between gap-4">
                  <dt className="shrink-0 text-muted">{column.header}</dt>
                  <dd className="min-w-0 text-right">{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

type SortChoiceProps<Row> = {
  columns: readonly TableColumn<Row>[];
  sort: TableSort | undefined;
  onSort(sort: TableSort): void;
};

function SortChoice<Row>({ columns, sort, onSort }: SortChoiceProps<Row>) {
  const choices: (TableSort & { value: string; label: string })[] = columns
    .filter((column) => column.sortable)
    .flatMap(({ id, header }) => [
      {
        value: `${id} ascending`,
        label: `${header}, ascending`,
        column: id,
        direction: "ascending",
      },
      {
        value: `${id} descending`,
        label: `${header}, descending`,
        column: id,
        direction: "descending",
      },
    ]);
  return (
    <Select
      label="Sort by"
      options={choices}
      value={sort ? `${sort.column} ${sort.direction}` : choices[0]?.value}
      onChange={(event) => {
        const chosen = choices.find(({ value }) => value === event.target.value);
        if (chosen) onSort({ column: chosen.column, direction: chosen.direction });
      }}
    />
  );
}

type Arrangement<Row> = {
  title: TableColumn<Row> | undefined;
  details: TableColumn<Row>[];
  /** Columns whose header is hidden hold buttons: they stand beside the title. */
  actions: TableColumn<Row>[];
};

function arrange<Row>(columns: readonly TableColumn<Row>[]): Arrangement<Row> {
  const title = columns.find((column) => column.title) ?? columns[0];
  const rest = columns.filter((column) => column !== title && !column.hideOnPhone);
  return {
    title,
    details: rest.filter((column) => !column.headerHidden),
    actions: rest.filter((column) => column.headerHidden),
  };
}
