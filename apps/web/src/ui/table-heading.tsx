import { ArrowDown, ArrowUp } from "lucide-react";
import { classes } from "./classes.ts";
import type { SortDirection, TableSort } from "./table-types.ts";

export type TableHeadingProps = {
  column: {
    id: string;
    header: string;
    sortable?: boolean;
    figures?: boolean;
    headerHidden?: boolean;
    width?: string;
  };
  sort: TableSort | undefined;
  onSort: ((sort: TableSort) => void) | undefined;
};

/** A column's header; pressing it sorts, pressing again turns the order. */
export function TableHeading({ column, sort, onSort }: TableHeadingProps) {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const sortable = column.sortable === true && onSort !== undefined;
  const next: SortDirection = direction === "ascending" ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={sortable ? (direction ?? "none") : undefined}
      style={{ width: column.width }}
      className={classes(
        "h-10 px-3 text-left text-small font-semibold whitespace-nowrap text-ink-2 first:pl-[18px] last:pr-[18px]",
        column.figures && "text-right",
      )}
    >
      {sortable ? (
        <button
          type="button"
          onClick={() => onSort({ column: column.id, direction: next })}
          className={classes(
            "-mx-1.5 inline-flex min-h-7 items-center gap-1 rounded-md px-1.5 hover:bg-press hover:text-ink",
            column.figures && "flex-row-reverse",
            direction && "text-ink",
          )}
        >
          {column.header}
          <SortArrow direction={direction} />
        </button>
      ) : (
        <span className={column.headerHidden ? "sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}

function SortArrow({ direction }: { direction: SortDirection | undefined }) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <Arrow
      aria-hidden="true"
      className={classes("size-3.5", direction === undefined && "opacity-0")}
    />
  );
}
