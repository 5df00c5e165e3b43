import type { RunCommand } from "../state/open-workspace.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { createNeedFetcher, type NeedFetcher } from "./fetch-needed.ts";

/** Fetches conversations that a text names and the state does not hold. */
export function createConversationFetcher(store: WorkspaceStore, command: RunCommand): NeedFetcher {
  return createNeedFetcher({
    isHeld: (id) => store.getState().conversations.has(id),
    fetch: async (conversationIds) => {
      const input = { conversationIds: [...conversationIds] };
      const { conversations } = await command("conversation:get", input);
      return conversations.map(({ id }) => id);
    },
  });
}
