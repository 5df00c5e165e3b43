import { dmOpen } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { openDirectMessage } from "./open-direct-message.ts";

export const directMessageCommands = [bind(dmOpen, openDirectMessage)];
