import type { SessionId, UserId, WorkspaceId } from "@hallway/protocol";
import type { AccountCaller } from "../caller.ts";

/** What a workspace's socket knows of its person. Identity only: role and rights are asked anew for each command. */
export interface SocketData {
  workspaceId: WorkspaceId;
  userId: UserId;
  sessionId: SessionId;
  memberId: string;
  account: AccountCaller;
  /** Resolves when the socket stands in all its rooms. */
  entered: Promise<void>;
}
