import { conversationMembers } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { listConversationMembers } from "./list-conversation-members.ts";

export const conversationCommands = [bind(conversationMembers, listConversationMembers)];
