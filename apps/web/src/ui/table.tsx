import { classes } from "./classes.ts";
import { useIsPhone } from "./media-query.ts";
import { TableCards } from "./table-cards.tsx";
import { TableHeading } from "./table-heading.tsx";
import type { TableProps } from "./table-types.ts";

/** Rows and columns with sortable, sticky headers; on a phone each row is a card. */
export function Table<Row>(props: TableProps<Row>) {
  const phone = useIsPhone();
  if (props.rows.length === 0 && !props.busy) {
    return <div className="rounded-panel border border-line bg-surface">{props.empty}</div>;
  }
  return phone ? <TableCards {...props} /> : <WideTable {...props} />;
}

function WideTable<Row>({ label, columns, rows, rowKey, sort, onSort, busy }: TableProps<Row>) {
  return (
    <div className="overflow-x-auto rounded-panel border border-line bg-surface">
      <table
        aria-label={label}
        aria-busy={busy || undefined}
        className="w-full border-collapse text-[14px]"
      >
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            {columns.map((column) => (
              <TableHeading key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className={classes("transition-opacity duration-(--quick)", busy && "opacity-55")}>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-t border-line hover:bg-hover">
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={classes(
                    "h-[42px] px-3 py-1.5 first:pl-[18px] last:pr-[18px]",
                    column.figures && "tabular text-right",
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
