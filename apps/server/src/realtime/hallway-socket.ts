import type {
  AdminServerEvents,
  ServerEvents,
  SessionId,
  UserId,
  WorkspaceId,
} from "@hallway/protocol";
import type { DefaultEventsMap, Namespace, Server, Socket } from "socket.io";
import type { AccountCaller, MemberCaller } from "../caller.ts";

/** What a workspace's socket knows of its person. Identity only: role and rights are asked anew for each command. */
export interface SocketData {
  workspaceId: WorkspaceId;
  userId: UserId;
  sessionId: SessionId;
  memberId: string;
  account: AccountCaller;
  /** When its handshake came, before anything was looked up for it (`performance.now()`). */
  knockedAt: number;
  /** Who its person was, and where they belonged, when the handshake was answered; until it stands there. */
  arrived: MemberCaller | undefined;
  /** Resolves when the socket stands in all its rooms. */
  entered: Promise<void>;
}

type Down = ServerEvents & AdminServerEvents;

/** socket.io's pieces, with what we send down and know of each socket. What comes up is anybody's until it is parsed. */
export type HallwayServer = Server<DefaultEventsMap, Down, DefaultEventsMap, SocketData>;
export type HallwayNamespace = Namespace<DefaultEventsMap, Down, DefaultEventsMap, SocketData>;
export type HallwaySocket = Socket<DefaultEventsMap, Down, DefaultEventsMap, SocketData>;
