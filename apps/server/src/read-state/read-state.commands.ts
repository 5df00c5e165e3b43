import { participationUpdate, readMark } from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { markRead } from "./mark-read.ts";
import { updateParticipation } from "./update-participation.ts";

export const readStateCommands = [
  bind(readMark, markRead, { checksCaller: true }),
  bind(participationUpdate, updateParticipation),
];
