import type { RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { createNeedFetcher, type NeedFetcher } from "./fetch-needed.ts";

/** Fetches people whom the screens show and the state does not hold. */
export function createMemberFetcher(store: WorkspaceStore, command: RunCommand): NeedFetcher {
  return createNeedFetcher({
    isHeld: (id) => store.getState().members.has(id),
    fetch: async (userIds) => {
      const { members } = await command("member:get", { userIds: [...userIds] });
      return members.map(({ userId }) => userId);
    },
  });
}
