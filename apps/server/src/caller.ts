import type { Role, SessionId, UserId, WorkspaceId } from "@hallway/protocol";
import type { Places } from "./realtime/rooms.ts";

/** Where a request came from, for limits and the audit log. */
export interface Visitor {
  ip: string;
  userAgent: string | null;
}

/** A signed-in account. */
export interface AccountCaller extends Visitor {
  userId: UserId;
  sessionId: SessionId;
  name: string;
  email: string;
}

/** A signed-in account as an active member of the workspace the request is for, with the role it has at this moment. */
export interface MemberCaller extends AccountCaller {
  workspaceId: WorkspaceId;
  memberId: string;
  role: Role;
  /** Where they belong, when that was read together with who they are. */
  places?: Places | undefined;
}
