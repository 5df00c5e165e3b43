import type { AdminOverview } from "@hallway/protocol";
import { Banner } from "../../ui/banner.tsx";

/** What an owner should know about how the server runs. */
export function OverviewNotices({ overview }: { overview: AdminOverview }) {
  return (
    <>
      {overview.diskFull ? (
        <Banner tone="danger">
          The server’s disk is almost full. Reading works, but nobody can send messages until there
          is room again.
        </Banner>
      ) : null}
      {overview.rateLimitsOff ? (
        <Banner tone="danger">
          Request limits are switched off (RATE_LIMITS=off). That is for load tests only: switch
          them on before people use this server.
        </Banner>
      ) : null}
      {overview.mail === "folder" ? (
        <Banner tone="info">
          No mail server is set up: mails are written to the folder “mail” in the data directory.
          Set SMTP_URL to send them.
        </Banner>
      ) : null}
    </>
  );
}

/** The state of things in a few words. */
export function overviewSummary({ diskFull, rateLimitsOff, mail }: AdminOverview): string {
  if (diskFull) return "the disk is full";
  if (rateLimitsOff) return "request limits are off";
  return mail === "folder" ? "everything works, mail is not set up" : "everything is healthy";
}
