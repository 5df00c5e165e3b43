import type { ReactNode } from "react";

export type SortDirection = "ascending" | "descending";
export type TableSort = { column: string; direction: SortDirection };

export type TableColumn<Row> = {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  sortable?: boolean;
  /** Figures stand at the end of their column, in tabular digits. */
  figures?: boolean;
  /** Hides the header from eyes: a column of buttons. */
  headerHidden?: boolean;
  /** CSS width, e.g. `40%` or `120px`. */
  width?: string;
  /** The card's title on a phone; by default the first column. */
  title?: boolean;
  hideOnPhone?: boolean;
};

export type TableProps<Row> = {
  /** What the table holds. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  sort?: TableSort;
  onSort?(sort: TableSort): void;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  /** New rows are on their way: the old ones stand, paler. */
  busy?: boolean;
};
