import {
  channelAddMembers,
  channelArchive,
  channelBrowse,
  channelCreate,
  channelJoin,
  channelLeave,
  channelRemoveMember,
  channelUnarchive,
  channelUpdate,
} from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { addMembers } from "./add-members.ts";
import { archiveChannel } from "./archive-channel.ts";
import { browseChannels } from "./browse-channels.ts";
import { createChannel } from "./create-channel.ts";
import { joinChannel } from "./join-channel.ts";
import { leaveChannel } from "./leave-channel.ts";
import { removeMember } from "./remove-member.ts";
import { unarchiveChannel } from "./unarchive-channel.ts";
import { updateChannel } from "./update-channel.ts";

export const channelCommands = [
  bind(channelCreate, createChannel),
  bind(channelBrowse, browseChannels),
  bind(channelJoin, joinChannel),
  bind(channelLeave, leaveChannel),
  bind(channelArchive, archiveChannel),
  bind(channelUnarchive, unarchiveChannel),
  bind(channelUpdate, updateChannel),
  bind(channelAddMembers, addMembers),
  bind(channelRemoveMember, removeMember),
];
