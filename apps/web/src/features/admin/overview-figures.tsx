import type { AdminOverview } from "@hallway/protocol";
import { FigureCard } from "../../ui/figure-card.tsx";
import { useAdminLive } from "./admin-live.ts";
import { compareWithLastWeek, formatBytes, formatCount } from "./figures-text.ts";

/** The four figures that matter; those that move are live. */
export function OverviewFigures({ overview }: { overview: AdminOverview }) {
  const figures = useAdminLive().figures ?? overview.figures;
  const { databaseBytes, fileBytes } = overview.storage;
  return (
    <div className="grid grid-cols-4 gap-3.5 max-lg:grid-cols-2">
      <FigureCard
        label="Online now"
        value={formatCount(figures.online)}
        note={figures.members === 1 ? "of 1 member" : `of ${formatCount(figures.members)} members`}
      />
      <FigureCard
        label="Messages today"
        value={formatCount(figures.messagesToday)}
        note={compareWithLastWeek(
          figures.messagesToday,
          overview.messagesSameDayLastWeek,
          new Date(),
        )}
      />
      <FigureCard
        label="Channels"
        value={formatCount(figures.channels)}
        note={
          overview.idleChannels === 0
            ? "all in use"
            : `${formatCount(overview.idleChannels)} idle for 90 days`
        }
      />
      <FigureCard
        label="Storage"
        value={formatBytes(databaseBytes + fileBytes)}
        note={
          fileBytes === 0
            ? "database"
            : `files ${formatBytes(fileBytes)}, database ${formatBytes(databaseBytes)}`
        }
      />
    </div>
  );
}
