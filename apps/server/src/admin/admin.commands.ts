import {
  adminArchiveChannel,
  adminChannels,
  adminMembers,
  adminOverview,
  adminRenameChannel,
} from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { archiveChannel } from "./archive-channel.ts";
import { listChannels } from "./list-channels.ts";
import { listMembers } from "./list-members.ts";
import { readOverview } from "./read-overview.ts";
import { renameChannel } from "./rename-channel.ts";

export const adminCommands = [
  bind(adminOverview, readOverview),
  bind(adminMembers, listMembers),
  bind(adminChannels, listChannels),
  bind(adminArchiveChannel, archiveChannel),
  bind(adminRenameChannel, renameChannel),
];
