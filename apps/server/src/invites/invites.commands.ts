import {
  inviteAccept,
  inviteCreate,
  inviteList,
  invitePreview,
  inviteRevoke,
} from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { acceptInvite } from "./accept-invite.ts";
import { createInvite } from "./create-invite.ts";
import { listInvites } from "./list-invites.ts";
import { previewInvite } from "./preview-invite.ts";
import { revokeInvite } from "./revoke-invite.ts";

export const inviteCommands = [
  bind(inviteCreate, createInvite),
  bind(inviteList, listInvites),
  bind(inviteRevoke, revokeInvite),
  bind(invitePreview, previewInvite),
  bind(inviteAccept, acceptInvite),
];
