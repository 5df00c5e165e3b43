import { createStore, type StoreApi } from "zustand/vanilla";
import { initialState, type WorkspaceState } from "./workspace-state.ts";

/** The store of one open workspace. */
export type WorkspaceStore = StoreApi<WorkspaceState>;

export function createWorkspaceStore(): WorkspaceStore {
  return createStore<WorkspaceState>(() => initialState);
}
