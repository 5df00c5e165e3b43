import type { Refusal, SessionId, UserId, WorkspaceId } from "@hallway/protocol";
import type { AccountCaller, MemberCaller, Visitor } from "../caller.ts";

/** What the realtime layer asks about people; every answer is as the database has it at this moment. */
export interface Membership {
  /** Who is behind a cookie or a token. */
  findAccount(headers: Headers, visitor: Visitor): Promise<AccountCaller | null>;
  /** Who is behind them, and as what in the workspace; null for nobody. */
  arrive(knock: Knock): Promise<Arrival | null>;
  /** The account as an active member with a living session; null when either has ended. */
  current(asked: Standing): Promise<MemberCaller | null>;
  /** Those of the seats that no longer fit whoever sits in them. */
  review(seats: readonly Seat[]): Promise<Review[]>;
}

/** A request or a handshake at a workspace's door. */
export interface Knock {
  headers: Headers;
  visitor: Visitor;
  workspaceId: WorkspaceId;
  /** Whether to read also where they belong. */
  withPlaces: boolean;
}

/** An account, and what it is in the workspace, or why it is nothing there. */
export interface Arrival {
  account: AccountCaller;
  member: MemberCaller | Refusal;
}

/** Somebody who was admitted, and what is to be known of them now. */
export interface Standing {
  account: AccountCaller;
  workspaceId: WorkspaceId;
  /** Whether to read also where they belong. */
  withPlaces: boolean;
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
