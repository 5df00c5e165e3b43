import type { AdminOverview } from "@hallway/protocol";
import { useEffect } from "react";
import { useWorkspace, useWorkspaceView } from "../../state/use-workspace.ts";
import { BarChart } from "../../ui/bar-chart.tsx";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { PanelHeader } from "../../ui/panel-layout.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { useAdminLive, useLookAgain } from "./admin-live.ts";
import { countOf, dayNames } from "./figures-text.ts";
import { OverviewFigures } from "./overview-figures.tsx";
import { OverviewNotices, overviewSummary } from "./overview-notices.tsx";
import { RecentActions } from "./recent-actions.tsx";

/** The workspace at a glance, kept true while one looks. */
export function OverviewPage() {
  const workspace = useWorkspace();
  const name = useWorkspaceView()?.name ?? "";
  useDocumentTitle("Overview", name);
  const { data, problem, busy, reload } = useLoaded(
    () => workspace.command("admin:overview", {}),
    workspace.id,
  );
  useLookAgain(({ action }) => action.startsWith("channel."), reload);
  useNewDay(data, reload);
  return (
    <>
      <PanelHeader title="Overview" intro={data ? `${name} · ${overviewSummary(data)}` : name} />
      {data ? <Overview overview={data} /> : null}
      {data === undefined && problem === null ? <OverviewSkeleton /> : null}
      {data === undefined && problem !== null ? (
        <ErrorState
          title="The overview could not be loaded"
          text={problem}
          onRetry={reload}
          retrying={busy}
        />
      ) : null}
    </>
  );
}

function Overview({ overview }: { overview: AdminOverview }) {
  const today = useAdminLive().figures?.messagesToday ?? overview.figures.messagesToday;
  const bars = overview.messagesPerDay.map(({ day, count }, at, days) => ({
    ...dayNames(day),
    value: at === days.length - 1 ? today : count,
  }));
  return (
    <>
      <OverviewNotices overview={overview} />
      <OverviewFigures overview={overview} />
      <div className="rounded-panel border border-line p-[18px]">
        <BarChart
          title="Messages, last 30 days"
          bars={bars}
          format={(count) => countOf(count, "message")}
        />
      </div>
      <RecentActions recent={overview.recentAudit} />
      <p className="text-small text-muted">
        Hallway {overview.version} · {overview.databaseVersion} · days are counted in UTC
      </p>
    </>
  );
}

/** Fewer messages today than before means that a day has begun: everything is counted anew. */
function useNewDay(overview: AdminOverview | undefined, reload: () => void): void {
  const today = useAdminLive().figures?.messagesToday;
  const known = overview?.figures.messagesToday;
  useEffect(() => {
    if (today !== undefined && known !== undefined && today < known) reload();
  }, [today, known, reload]);
}

function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <span className="sr-only">Loading the overview</span>
      <div className="grid grid-cols-4 gap-3.5 max-lg:grid-cols-2">
        {["online", "messages", "channels", "storage"].map((figure) => (
          <Skeleton key={figure} className="h-[114px] rounded-panel" />
        ))}
      </div>
      <Skeleton className="h-[200px] rounded-panel" />
      <Skeleton className="h-[160px] rounded-panel" />
    </div>
  );
}
