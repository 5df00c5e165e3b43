import type { Commands, OutputOf } from "@hallway/protocol";
import { dataOf } from "../../realtime/answer.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import { type Account, getSession } from "../../realtime/session.ts";
import { type Loaded, useLoaded } from "../../ui/use-loaded.ts";
import { safeReturnPath } from "./return-path.ts";

export type ServerInfo = OutputOf<Commands["server:info"]>;

/** What a page outside the workspaces must know first: what this server is like, and who is here. */
export type Arrival = { info: ServerInfo; account: Account | null };

/** Asks the server who is here. */
export function useArrival(): Loaded<Arrival> {
  return useLoaded(loadArrival, "arrival");
}

async function loadArrival(): Promise<Arrival> {
  const [info, account] = await Promise.all([
    serverCommand("server:info", {}),
    getSession().then(dataOf),
  ]);
  return { info, account };
}

/** Where a person who is signed in goes: back where they came from, to their only workspace, or to choose one. */
export async function findWayOn(next: string | null): Promise<string> {
  const back = safeReturnPath(next);
  if (back !== null) return back;
  const { workspaces } = await serverCommand("workspace:mine", {});
  const [first] = workspaces;
  return first && workspaces.length === 1 ? `/${first.slug}` : "/workspaces";
}
