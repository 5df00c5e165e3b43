import * as admin from "./admin.ts";
import * as audit from "./audit.ts";
import * as conversations from "./conversations.ts";
import * as invites from "./invites.ts";
import * as members from "./members.ts";
import * as messages from "./messages.ts";
import * as participations from "./participations.ts";
import * as sessions from "./sessions.ts";
import * as sync from "./sync.ts";
import * as workspaces from "./workspaces.ts";

/** Every command there is, by name: what the API document, the client and the authorisation matrix are made from. */
export const commands = {
  "workspace:bootstrap": sync.workspaceBootstrap,
  sync: sync.sync,
  "workspace:create": workspaces.workspaceCreate,
  "workspace:mine": workspaces.workspaceMine,
  "workspace:join": workspaces.workspaceJoin,
  "workspace:update": workspaces.workspaceUpdate,
  "workspace:transfer-ownership": workspaces.workspaceTransferOwnership,
  "server:info": workspaces.serverInfo,
  "member:get": members.memberGet,
  "member:list": members.memberList,
  "member:update-profile": members.memberUpdateProfile,
  "member:set-role": members.memberSetRole,
  "member:deactivation-preview": members.memberDeactivationPreview,
  "member:deactivate": members.memberDeactivate,
  "member:reactivate": members.memberReactivate,
  "member:end-sessions": members.memberEndSessions,
  "channel:create": conversations.channelCreate,
  "channel:browse": conversations.channelBrowse,
  "channel:join": conversations.channelJoin,
  "channel:leave": conversations.channelLeave,
  "channel:archive": conversations.channelArchive,
  "channel:unarchive": conversations.channelUnarchive,
  "channel:update": conversations.channelUpdate,
  "channel:add-members": conversations.channelAddMembers,
  "channel:remove-member": conversations.channelRemoveMember,
  "conversation:get": conversations.conversationGet,
  "conversation:members": conversations.conversationMembers,
  "dm:open": conversations.dmOpen,
  "message:send": messages.messageSend,
  "message:edit": messages.messageEdit,
  "message:delete": messages.messageDelete,
  "message:list": messages.messageList,
  "read:mark": participations.readMark,
  "participation:update": participations.participationUpdate,
  "invite:create": invites.inviteCreate,
  "invite:list": invites.inviteList,
  "invite:revoke": invites.inviteRevoke,
  "invite:preview": invites.invitePreview,
  "invite:accept": invites.inviteAccept,
  "session:list": sessions.sessionList,
  "session:revoke": sessions.sessionRevoke,
  "admin:overview": admin.adminOverview,
  "admin:members": admin.adminMembers,
  "admin:channels": admin.adminChannels,
  "admin:archive-channel": admin.adminArchiveChannel,
  "admin:rename-channel": admin.adminRenameChannel,
  "audit:list": audit.auditList,
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;

/** The commands of a workspace's namespace. */
export type WorkspaceCommandName = {
  [Name in CommandName]: Commands[Name]["scope"] extends "workspace" ? Name : never;
}[CommandName];
