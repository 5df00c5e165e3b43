import type { MemberView, ParticipantView, WorkspaceView } from "@hallway/protocol";
import { toAbilities } from "@hallway/protocol/permissions";
import type { StateEdit } from "./state-edit.ts";

export function applyMember(edit: StateEdit, view: MemberView): void {
  const held = edit.members.get(view.userId);
  if (held && held.tick >= view.tick) return;
  edit.members.set(view.userId, view);
  if (edit.me?.userId === view.userId) refreshMe(edit);
}

export function applyWorkspace(edit: StateEdit, view: WorkspaceView): void {
  if (edit.workspace && edit.workspace.tick >= view.tick) return;
  edit.workspace = view;
  refreshMe(edit);
}

export function applyParticipant(edit: StateEdit, view: ParticipantView): void {
  const held = edit.participants.get(view.conversationId) ?? new Map<string, ParticipantView>();
  const before = held.get(view.userId);
  if (before && before.tick >= view.tick) return;
  edit.participants.set(view.conversationId, new Map(held).set(view.userId, view));
}

/** What I may do follows from my role and the workspace's policy, both of which change while I look. */
export function refreshMe(edit: StateEdit): void {
  const { me, workspace } = edit;
  if (!me || !workspace) return;
  const role = edit.members.get(me.userId)?.role ?? me.role;
  edit.me = { ...me, role, can: toAbilities(role, workspace.policy) };
}
