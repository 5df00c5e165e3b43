import { limits } from "@hallway/protocol/limits";
import type { RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";

/** Needs that come together are asked for together. */
export const GATHER_MS = 30;

/** Fetches people whom the screens show and the state does not hold, each once and many at a time. */
export interface MemberFetcher {
  need(userIds: readonly string[]): void;
  /** After a reconnect: ask again for whom no answer came. */
  retry(): void;
  close(): void;
}

export function createMemberFetcher(store: WorkspaceStore, command: RunCommand): MemberFetcher {
  const wanted = new Set<string>();
  const unknown = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fetchWanted = async () => {
    timer = undefined;
    const missing = [...wanted].filter((id) => !store.getState().members.has(id));
    wanted.clear();
    for (let start = 0; start < missing.length; start += limits.peoplePerRequest) {
      const userIds = missing.slice(start, start + limits.peoplePerRequest);
      try {
        const { members } = await command("member:get", { userIds });
        const found = new Set<string>(members.map(({ userId }) => userId));
        for (const id of userIds) if (!found.has(id)) unknown.add(id);
      } catch {
        for (const id of userIds) wanted.add(id);
      }
    }
  };
  const fetchSoon = () => {
    timer ??= setTimeout(() => void fetchWanted(), GATHER_MS);
  };

  return {
    need(userIds) {
      const { members } = store.getState();
      const missing = userIds.filter((id) => !members.has(id) && !unknown.has(id));
      for (const id of missing) wanted.add(id);
      if (missing.length > 0) fetchSoon();
    },
    retry() {
      unknown.clear();
      if (wanted.size > 0) fetchSoon();
    },
    close() {
      clearTimeout(timer);
    },
  };
}
