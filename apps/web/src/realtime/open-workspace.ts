import type { Answer } from "@hallway/protocol";
import type { OpenWorkspace } from "../state/open-workspace.ts";
import {
  addOpenWorkspace,
  countUnsent,
  listedWorkspaces,
  openWorkspaces,
  removeOpenWorkspace,
} from "../state/open-workspaces.ts";
import { browser } from "./browser-signals.ts";
import { LiveWorkspace, type WorkspaceLine } from "./live-workspace.ts";
import { openOutboxPeers } from "./outbox-peers.ts";
import { countOutboxes, forgetOutboxes, openOutboxStorage } from "./outbox-storage.ts";
import { signOut } from "./session.ts";
import { browserShelf } from "./shelf.ts";
import { askOver, createSocket, toLine } from "./socket-line.ts";

/** Opens a workspace and keeps it live until it is closed; the same id gives the same one. */
export function openWorkspace(workspaceId: string): OpenWorkspace {
  const open = openWorkspaces.getState().get(workspaceId);
  if (open) return open;
  const workspace = new LiveWorkspace(workspaceId, {
    line: workspaceLine(workspaceId),
    browser,
    keeping: {
      shelf: browserShelf(),
      openStorage: openOutboxStorage,
      openPeers: openOutboxPeers,
    },
  });
  addOpenWorkspace(workspace);
  return workspace;
}

export function closeWorkspace(workspaceId: string): void {
  openWorkspaces.getState().get(workspaceId)?.close();
  removeOpenWorkspace(workspaceId);
}

/** Whose they were may not be who is here next: nothing of them stays in this page. */
export function closeAllWorkspaces(): void {
  listedWorkspaces.setState(null, true);
  for (const workspaceId of openWorkspaces.getState().keys()) closeWorkspace(workspaceId);
}

/** How many messages would be lost by leaving: those that are kept here, and those of a browser that keeps nothing. */
export async function countUnsentHere(): Promise<number> {
  return Math.max(countUnsent(), await countOutboxes().catch(() => 0));
}

/** Signs out, and leaves nothing of the person on this device. */
export async function leaveThisDevice(): Promise<Answer<null>> {
  const answer = await signOut();
  if (!answer.ok) return answer;
  closeAllWorkspaces();
  const shelf = browserShelf();
  for (const key of shelf.keys()) if (/^(?:draft|place|last):/.test(key)) shelf.remove(key);
  await forgetOutboxes().catch(() => undefined);
  return answer;
}

function workspaceLine(workspaceId: string): WorkspaceLine {
  const socket = createSocket(`/w/${workspaceId}`);
  return {
    ask: askOver(socket),
    tell(event, report) {
      // Whom I show is said once, the others again and again.
      const lane = event === "presence:watch" ? socket : socket.volatile;
      lane.emit(event, report);
    },
    listen(handlers) {
      socket.on("changes", handlers.changes);
      socket.on("clock", handlers.clock);
      socket.on("typing", handlers.typing);
      socket.on("presence", handlers.presence);
      socket.on("session:ended", handlers.ended);
      socket.on("server_closing", handlers.closing);
    },
    createLine: (handlers) => toLine(socket, handlers),
  };
}
