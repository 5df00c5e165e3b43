import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Table } from "../../ui/table.tsx";
import type { TableColumn, TableSort } from "../../ui/table-types.ts";
import type { Pages } from "./use-pages.ts";

export type PagedTableProps<Row, Facts> = {
  label: string;
  pages: Pages<Row, Facts>;
  columns: readonly TableColumn<Row>[];
  rowKey(row: Row): string;
  sort?: TableSort;
  onSort?(sort: TableSort): void;
  empty: ReactNode;
};

/** A table of a list that comes in pages, with all it can be: on its way, failed, empty, longer than shown. */
export function PagedTable<Row, Facts>({ pages, ...table }: PagedTableProps<Row, Facts>) {
  const { data, problem, busy, stale, reload, loadMore, loadingMore } = pages;
  if (problem !== null && (data === undefined || stale)) {
    return (
      <ErrorState
        title="This list could not be loaded"
        text={problem}
        onRetry={reload}
        retrying={busy}
      />
    );
  }
  if (data === undefined) {
    return (
      <div className="rounded-panel border border-line p-5">
        <SkeletonRows rows={8} label={`Loading: ${table.label}`} />
      </div>
    );
  }
  return (
    <>
      <Table {...table} rows={data.rows} busy={stale} />
      {loadMore ? (
        <div className="flex justify-center">
          <Button loading={loadingMore} onClick={loadMore}>
            Load more
          </Button>
        </div>
      ) : null}
    </>
  );
}
