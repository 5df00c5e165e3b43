import type {
  ConversationView,
  ErrorView,
  MemberView,
  MeView,
  ParticipantView,
  ParticipationView,
  PresenceStatus,
  Refusal,
  WorkspaceView,
} from "@hallway/protocol";
import type { Draft } from "./drafts.ts";
import type { Pending } from "./pending.ts";
import type { RoomClock } from "./room-clock.ts";
import type { ScrollPlace } from "./scroll-places.ts";
import type { HeldTimeline } from "./timeline.ts";

/** How the workspace's connection stands. */
export type ConnectionStatus =
  | { phase: "connecting" }
  | { phase: "live" }
  | { phase: "reconnecting" }
  | { phase: "offline" }
  | { phase: "ended"; refusal: Refusal };

/** Whether the first picture of the workspace is there. */
export type Loading = { phase: "loading" | "ready" } | { phase: "failed"; error: ErrorView };

/** What opening a conversation came to. */
export type Opening = "opening" | "open" | "missing" | "failed";

/** Which part of a conversation's messages its screen shows, and what is being fetched for it. */
export interface TimelineView {
  /** Shows the run around this seq; null: the live end. */
  around: number | null;
  loading: ReadonlySet<"latest" | "older" | "newer" | "around">;
  error: ErrorView | null;
}

/** Everything the client holds of one workspace: one slice a noun. Ids are the keys of every map. */
export interface WorkspaceState {
  epoch: string | null;
  loading: Loading;
  connection: ConnectionStatus;
  me: MeView | null;
  workspace: WorkspaceView | null;
  members: ReadonlyMap<string, MemberView>;
  /** Mine, and those of the directory that I have come across. */
  conversations: ReadonlyMap<string, ConversationView>;
  /** The clock at which a channel left the directory. */
  hidden: ReadonlyMap<string, number>;
  /** Who came and went, by conversation, as far as this client heard. */
  participants: ReadonlyMap<string, ReadonlyMap<string, ParticipantView>>;
  /** Mine; those with `leftAt` stay as a sign that I am no longer in it. */
  participations: ReadonlyMap<string, ParticipationView>;
  /** Where I have read to by conversation, while the server does not know it yet. */
  readPointers: ReadonlyMap<string, number>;
  messages: ReadonlyMap<string, HeldTimeline>;
  pending: Pending;
  clocks: ReadonlyMap<string, RoomClock>;
  presence: ReadonlyMap<string, PresenceStatus>;
  /** By conversation: who is writing. */
  typing: ReadonlyMap<string, ReadonlySet<string>>;
  drafts: ReadonlyMap<string, Draft>;
  openings: ReadonlyMap<string, Opening>;
  timelineViews: ReadonlyMap<string, TimelineView>;
  scrollPlaces: ReadonlyMap<string, ScrollPlace>;
}

export const initialState: WorkspaceState = {
  epoch: null,
  loading: { phase: "loading" },
  connection: { phase: "connecting" },
  me: null,
  workspace: null,
  members: new Map(),
  conversations: new Map(),
  hidden: new Map(),
  participants: new Map(),
  participations: new Map(),
  readPointers: new Map(),
  messages: new Map(),
  pending: new Map(),
  clocks: new Map(),
  presence: new Map(),
  typing: new Map(),
  drafts: new Map(),
  openings: new Map(),
  timelineViews: new Map(),
  scrollPlaces: new Map(),
};
