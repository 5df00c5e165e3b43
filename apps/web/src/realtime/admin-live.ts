import type { AdminFigures, AuditEntryView } from "@hallway/protocol";
import type { ConnectionStatus } from "../state/workspace-state.ts";
import { browser } from "./browser-signals.ts";
import { keepConnected } from "./connection.ts";
import { createSocket, toLine } from "./socket-line.ts";

/** What the admin panel hears while it is open. */
export interface AdminHandlers {
  onFigures(figures: AdminFigures): void;
  onAudit(entry: AuditEntryView): void;
  onStatus(status: ConnectionStatus): void;
}

/** Listens to a workspace's admin namespace until the returned function is called. */
export function openAdminLive(workspaceId: string, handlers: AdminHandlers): () => void {
  const socket = createSocket(`/w/${workspaceId}/admin`);
  socket.on("figures", handlers.onFigures);
  socket.on("audit", handlers.onAudit);
  socket.on("session:ended", (refusal) => connection.end(refusal));
  socket.on("server_closing", (notice) => connection.closing(notice));
  const connection = keepConnected((line) => toLine(socket, line), {
    browser,
    onStatus: handlers.onStatus,
  });
  return () => connection.close();
}
