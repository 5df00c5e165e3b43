import type { WorkspaceSummary } from "@hallway/protocol";
import { createStore } from "zustand/vanilla";
import type { OpenWorkspace } from "./open-workspace.ts";

/** The workspaces that are open now, by id: one on the screen, the others live in the rail. */
export const openWorkspaces = createStore<ReadonlyMap<string, OpenWorkspace>>(() => new Map());

/** How many messages on this device were not sent, in all that is open. */
export function countUnsent(): number {
  let unsent = 0;
  for (const { store } of openWorkspaces.getState().values()) {
    for (const queue of store.getState().pending.values()) unsent += queue.length;
  }
  return unsent;
}

/** My workspaces as the server listed them last; `null` before, and when another account may come. */
export const listedWorkspaces = createStore<readonly WorkspaceSummary[] | null>(() => null);

export function addOpenWorkspace(workspace: OpenWorkspace): void {
  openWorkspaces.setState((open) => new Map(open).set(workspace.id, workspace), true);
}

export function removeOpenWorkspace(workspaceId: string): void {
  openWorkspaces.setState((open) => {
    const left = new Map(open);
    left.delete(workspaceId);
    return left;
  }, true);
}
