import {
  type AuditEntryView,
  Change,
  ConversationId,
  PresenceStatus,
  type Refusal,
  UserId,
  WorkspaceId,
} from "@hallway/protocol";
import { z } from "zod";
import type { Ending } from "../database/transaction.ts";
import type { RoomStep } from "./room-step.ts";
import type { Room } from "./rooms.ts";

/** What nodes tell each other. Old and new versions run side by side: a kind that is not known here is ignored. */
export type BusMessage = z.infer<typeof BusMessage>;

/** A node's person in one workspace. */
export type PersonHere = z.infer<typeof PersonHere>;

/** Of another form than this, nothing is read. */
const VERSION = 1;

const Tick = z.int().min(-1);

const RoomShape: z.ZodType<Room> = z.union([
  z.object({ kind: z.literal("workspace"), workspaceId: WorkspaceId, id: z.uuid() }),
  z.object({ kind: z.enum(["channel", "dm"]), workspaceId: WorkspaceId, id: ConversationId }),
  z.object({ kind: z.literal("user"), workspaceId: WorkspaceId, id: z.uuid(), userId: UserId }),
]);

/** The views inside were made by a node like this one and go to clients as they are: only their outline is looked at. */
const ChangeOutline = z.custom<Change>(
  (value) => isRecord(value) && changeKinds.has(value.kind) && isRecord(value.data),
);

const changeKinds = new Set<unknown>(Change.options.map(({ shape }) => shape.kind.value));

/** A newer node's kinds of change are left out: this node's clients would not know them either. */
const Changes = z.array(z.unknown()).transform((values) =>
  values.flatMap((value) => {
    const change = ChangeOutline.safeParse(value);
    return change.success ? [change.data] : [];
  }),
);

const Step = z.object({
  room: RoomShape,
  from: Tick,
  to: Tick,
  changes: Changes,
  leaves: z.array(UserId),
  enters: z.array(UserId),
}) satisfies z.ZodType<RoomStep>;

const EndingShape = z.object({
  refusal: z.custom<Refusal>((value) => isRecord(value) && typeof value.code === "string"),
  userId: UserId,
  workspaceId: WorkspaceId.optional(),
  sessionIds: z.array(z.string()).readonly().optional(),
  adminOnly: z.boolean().optional(),
}) satisfies z.ZodType<Ending>;

const PersonHere = z.object({
  workspaceId: WorkspaceId,
  userId: UserId,
  status: PresenceStatus,
});

export const BusMessage = z.discriminatedUnion("kind", [
  /** One commit. */
  z.object({
    kind: z.literal("committed"),
    steps: z.array(Step),
    endings: z.array(EndingShape),
    audits: z.array(
      z.object({
        workspaceId: WorkspaceId,
        entry: z.custom<AuditEntryView>((value) => isRecord(value) && typeof value.id === "string"),
      }),
    ),
  }),
  /** How far rooms are, some seconds after their last change. */
  z.object({
    kind: z.literal("clocks"),
    clocks: z.array(z.object({ room: RoomShape, clock: Tick })),
  }),
  /** Somebody of this node is writing. */
  z.object({
    kind: z.literal("typing"),
    room: RoomShape,
    conversationId: ConversationId,
    userId: UserId,
  }),
  /**
   * What this node's people do: all of them, or those who changed. `revision` counts what this node has told; a listener
   * that missed one asks for all.
   */
  z.object({
    kind: z.literal("people"),
    people: z.array(PersonHere),
    all: z.boolean(),
    revision: z.int(),
  }),
  /** Tell me of all your people. */
  z.object({ kind: z.literal("who-is-here") }),
  /** This node is closing: its people are not here any more. */
  z.object({ kind: z.literal("bye") }),
]);

/** An envelope as it travels; without a message it is an echo, for its own sender. */
export function encodeMessage(node: string, message: BusMessage | null): string {
  return JSON.stringify({ v: VERSION, node, message });
}

/** Whether an envelope of `encodeMessage` is this node's, seen without reading it. */
export function isOf(node: string, text: string): boolean {
  return text.startsWith(`{"v":${VERSION},"node":${JSON.stringify(node)},`);
}

const Envelope = z.object({ v: z.literal(VERSION), node: z.string(), message: z.unknown() });

export interface Received {
  node: string;
  /** Null for a kind or a form that this version does not know, and for an echo. */
  message: BusMessage | null;
}

/** Reads what came over the bus; null for what is no envelope of ours. */
export function decodeMessage(text: string): Received | null {
  const envelope = Envelope.safeParse(parseJson(text));
  if (!envelope.success) return null;
  const message = BusMessage.safeParse(envelope.data.message);
  return { node: envelope.data.node, message: message.success ? message.data : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
