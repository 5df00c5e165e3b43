import { conversationGet, conversationMembers } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { getConversations } from "./get-conversations.ts";
import { listConversationMembers } from "./list-conversation-members.ts";

export const conversationCommands = [
  bind(conversationGet, getConversations),
  bind(conversationMembers, listConversationMembers),
];
