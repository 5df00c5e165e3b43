import { createStore } from "zustand/vanilla";
import type { OpenWorkspace } from "./open-workspace.ts";

/** The workspaces that are open now, by id: one on the screen, the others live in the rail. */
export const openWorkspaces = createStore<ReadonlyMap<string, OpenWorkspace>>(() => new Map());

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
