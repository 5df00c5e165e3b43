import type { ConversationView } from "@hallway/protocol";
import type { ConversationActions, RunCommand } from "../state/open-workspace.ts";

/** What a person does with conversations: commands under the screens' names. */
export function createConversationActions(command: RunCommand): ConversationActions {
  return {
    createChannel: (channel) => conversationOf(command("channel:create", channel)),
    updateChannel: (changes) => conversationOf(command("channel:update", changes)),
    joinChannel: (conversationId) => conversationOf(command("channel:join", { conversationId })),
    leaveChannel: (conversationId) => conversationOf(command("channel:leave", { conversationId })),
    archiveChannel: (conversationId) =>
      conversationOf(command("channel:archive", { conversationId })),
    unarchiveChannel: (conversationId) =>
      conversationOf(command("channel:unarchive", { conversationId })),
    addPeople: (conversationId, userIds) =>
      conversationOf(command("channel:add-members", { conversationId, userIds: [...userIds] })),
    removePerson: (conversationId, userId) =>
      conversationOf(command("channel:remove-member", { conversationId, userId })),
    openDirectMessage: (userIds) => conversationOf(command("dm:open", { userIds: [...userIds] })),
    async updateParticipation(changes) {
      const { participation } = await command("participation:update", changes);
      return participation;
    },
  };
}

async function conversationOf(
  answer: Promise<{ conversation: ConversationView }>,
): Promise<ConversationView> {
  const { conversation } = await answer;
  return conversation;
}
