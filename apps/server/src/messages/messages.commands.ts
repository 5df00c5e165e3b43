import { messageDelete, messageEdit, messageList, messageSend } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { listMessages } from "./list-messages.ts";
import { sendMessage } from "./send-message.ts";

export const messageCommands = [
  bind(messageSend, sendMessage, { checksCaller: true }),
  bind(messageEdit, editMessage),
  bind(messageDelete, deleteMessage),
  bind(messageList, listMessages, { checksCaller: true }),
];
