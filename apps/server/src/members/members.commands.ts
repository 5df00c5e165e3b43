import {
  memberDeactivate,
  memberDeactivationPreview,
  memberEndSessions,
  memberGet,
  memberList,
  memberReactivate,
  memberSetRole,
  memberUpdateProfile,
} from "@hallway/protocol";
import { bind } from "../realtime/bind-command.ts";
import { deactivateMember } from "./deactivate-member.ts";
import { endMemberSessions } from "./end-member-sessions.ts";
import { getMembers } from "./get-members.ts";
import { listMembers } from "./list-members.ts";
import { previewDeactivation } from "./preview-deactivation.ts";
import { reactivateMember } from "./reactivate-member.ts";
import { setRole } from "./set-role.ts";
import { updateProfile } from "./update-profile.ts";

export const memberCommands = [
  bind(memberGet, getMembers),
  bind(memberList, listMembers),
  bind(memberUpdateProfile, updateProfile),
  bind(memberSetRole, setRole),
  bind(memberDeactivationPreview, previewDeactivation),
  bind(memberDeactivate, deactivateMember),
  bind(memberReactivate, reactivateMember),
  bind(memberEndSessions, endMemberSessions),
];
