import { memo, type ReactNode } from "react";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { MessageArticle } from "./message-article.tsx";
import type { Row } from "./rows.ts";
import { DaySeparator, UnreadSeparator } from "./separators.tsx";
import { WaitingArticle } from "./waiting-article.tsx";

export type RowViewProps = {
  row: Row;
  editing: boolean;
  highlighted: boolean;
  reachable: boolean;
  beginning: ReactNode;
};

/** One line of the timeline. Drawn again only when what it shows changed. */
export const RowView = memo(function RowView(props: RowViewProps): ReactNode {
  const { row, editing, highlighted, reachable, beginning } = props;
  switch (row.kind) {
    case "beginning":
      return beginning;
    case "older":
    case "newer":
      return (
        <div className="px-5 py-3 phone:px-3.5">
          <SkeletonRows rows={3} kind="messages" label="Loading messages" />
        </div>
      );
    case "day":
      return <DaySeparator moment={row.moment} />;
    case "unread":
      return <UnreadSeparator />;
    case "waiting":
      return <WaitingArticle message={row.message} lead={row.lead} reachable={reachable} />;
    case "message":
    case "deleted":
    case "system":
      return (
        <MessageArticle
          message={row.message}
          lead={row.kind === "system" || row.lead}
          editing={editing}
          highlighted={highlighted}
          reachable={reachable}
        />
      );
  }
}, isSame);

function isSame(before: RowViewProps, after: RowViewProps): boolean {
  return (
    before.editing === after.editing &&
    before.highlighted === after.highlighted &&
    before.reachable === after.reachable &&
    before.beginning === after.beginning &&
    isSameRow(before.row, after.row)
  );
}

function isSameRow(one: Row, other: Row): boolean {
  if (one.kind !== other.kind || one.key !== other.key) return false;
  if ("lead" in one && "lead" in other && one.lead !== other.lead) return false;
  if ("message" in one && "message" in other) return one.message === other.message;
  return true;
}
