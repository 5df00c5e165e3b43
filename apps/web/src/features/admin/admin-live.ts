import type { AdminFigures, AuditEntryView } from "@hallway/protocol";
import { createContext, use, useEffect, useRef, useState } from "react";
import { openAdminLive } from "../../realtime/admin-live.ts";
import { useConnection } from "../../state/use-workspace.ts";
import type { ConnectionStatus } from "../../state/workspace-state.ts";
import { newerThan } from "./newer-than.ts";

/** What the panel hears while it is open. */
export type AdminLive = {
  status: ConnectionStatus;
  /** The newest figures; null until the first arrive. */
  figures: AdminFigures | null;
  /** What entered the audit log since the panel was opened, newest first. */
  entries: readonly AuditEntryView[];
};

const quiet: AdminLive = { status: { phase: "connecting" }, figures: null, entries: [] };
const MOST_ENTRIES = 200;

export const AdminLiveContext = createContext<AdminLive>(quiet);

/** Opens the workspace's admin namespace for as long as the panel stands. */
export function useOpenAdminLive(workspaceId: string): AdminLive {
  const [live, setLive] = useState(quiet);
  useEffect(() => {
    setLive(quiet);
    return openSoon(() =>
      openAdminLive(workspaceId, {
        onFigures: (figures) => setLive((current) => ({ ...current, figures })),
        onAudit: (entry) => setLive((current) => withEntry(current, entry)),
        onStatus: (status) => setLive((current) => ({ ...current, status })),
      }),
    );
  }, [workspaceId]);
  return live;
}

/** Opens in a moment, unless it is closed before: React's strict mode opens and closes everything once in vain. */
function openSoon(open: () => () => void): () => void {
  let close: (() => void) | undefined;
  const timer = setTimeout(() => {
    close = open();
  });
  return () => {
    clearTimeout(timer);
    close?.();
  };
}

/** The panel's live parts, for its pages. */
export function useAdminLive(): AdminLive {
  return use(AdminLiveContext);
}

/** Several things that happen at once are one reason to look again. */
const GATHER = 300;

/** Calls `look` when something that `concerns` the page was done, and when the connection is back. */
export function useLookAgain(concerns: (entry: AuditEntryView) => boolean, look: () => void): void {
  const { entries, status } = useAdminLive();
  const latest = useRef({ concerns, look });
  useEffect(() => {
    latest.current = { concerns, look };
  });

  const lookedAt = useRef<AuditEntryView>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const fresh = newerThan(entries, lookedAt.current);
    lookedAt.current = entries[0];
    if (!fresh.some((entry) => latest.current.concerns(entry))) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current.look();
    }, GATHER);
  }, [entries]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  // What is looked at comes over the workspace's own line, which may be back later than the panel's.
  const { phase } = useConnection();
  const live = phase === "live" && status.phase === "live";
  const down = phase !== "live" || (status.phase !== "live" && status.phase !== "connecting");
  const wasDown = useRef(false);
  useEffect(() => {
    if (live && wasDown.current) latest.current.look();
    if (live || down) wasDown.current = down;
  }, [live, down]);
}

function withEntry(live: AdminLive, entry: AuditEntryView): AdminLive {
  if (live.entries.some(({ id }) => id === entry.id)) return live;
  return { ...live, entries: [entry, ...live.entries].slice(0, MOST_ENTRIES) };
}
