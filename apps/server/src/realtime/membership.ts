import type { Refusal, SessionId, UserId, WorkspaceId } from "@hallway/protocol";
import type { AccountCaller, MemberCaller, Visitor } from "../caller.ts";
import type { Room } from "./rooms.ts";

/** What the realtime layer asks about people; every answer is as the database has it at this moment. */
export interface Membership {
  workspaceExists(id: string): Promise<boolean>;
  /** Who is behind a handshake's cookie or token. */
  findAccount(headers: Headers, visitor: Visitor): Promise<AccountCaller | null>;
  /** The account as a member of the workspace, or why not. */
  admit(account: AccountCaller, workspaceId: WorkspaceId): Promise<MemberCaller | Refusal>;
  /** The account as an active member with a living session; null when either has ended. */
  current(account: AccountCaller, workspaceId: WorkspaceId): Promise<MemberCaller | null>;
  /** The rooms a member is in, each with its clock at that moment. */
  roomsOf(
    member: Pick<MemberCaller, "userId" | "workspaceId" | "memberId">,
  ): Promise<{ room: Room; clock: number }[]>;
  /** Those of the seats that no longer fit whoever sits in them. */
  review(seats: readonly Seat[]): Promise<Review[]>;
}

/** What an open socket was admitted as: in the chat as a guest or not, or in the admin panel. */
export interface Seat {
  sessionId: SessionId;
  userId: UserId;
  workspaceId: WorkspaceId;
  as: "guest" | "member" | "admin";
}

export interface Review {
  seat: Seat;
  /** Why it ends; null when only the role has changed between guest and not. */
  refusal: Refusal | null;
}
