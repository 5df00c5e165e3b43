import { useSyncExternalStore } from "react";
import { openWorkspaces } from "./open-workspaces.ts";
import { selectTotals, type Totals } from "./unread-of-state.ts";

/** What is unread in every open workspace, by its id: for the rail, the title and the icon. */
export function useAllTotals(): ReadonlyMap<string, Totals> {
  return useSyncExternalStore(subscribe, read, read);
}

let last: ReadonlyMap<string, Totals> = new Map();

function read(): ReadonlyMap<string, Totals> {
  const workspaces = [...openWorkspaces.getState().values()];
  const next = new Map(workspaces.map(({ id, store }) => [id, selectTotals(store.getState())]));
  const isSame =
    next.size === last.size && [...next].every(([id, totals]) => last.get(id) === totals);
  if (!isSame) last = next;
  return last;
}

function subscribe(onChange: () => void): () => void {
  let ends: (() => void)[] = [];
  const listen = () => {
    for (const end of ends) end();
    ends = [...openWorkspaces.getState().values()].map(({ store }) => store.subscribe(onChange));
  };
  listen();
  const unlisten = openWorkspaces.subscribe(() => {
    listen();
    onChange();
  });
  return () => {
    unlisten();
    for (const end of ends) end();
  };
}
