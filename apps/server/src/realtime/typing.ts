import { TYPING_INTERVAL_MS, TypingReport } from "@hallway/protocol";
import type { Bus } from "./bus.ts";
import type { BusMessage } from "./bus-message.ts";
import { findNamespace } from "./find-namespace.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import type { RoomRegister } from "./room-gate.ts";
import { type Room, roomName } from "./rooms.ts";
import { TurnsByKey } from "./turns.ts";

/** Who is writing where: volatile, to the others of the room, on all nodes. */
export interface Typing {
  /** Attends to what a socket says it is writing. */
  listenTo(socket: HallwaySocket): void;
  /** Somebody of another node is writing. */
  hear(message: BusMessage): void;
}

/** In a room with more sockets than this nobody reads who is writing, and each report would cost a packet to all. */
const CROWD = 200;

export interface TypingParts {
  io: HallwayServer;
  bus: Bus;
  register: Pick<RoomRegister, "whoBelongs">;
}

/** Over all tabs of a person. */
const PACE = { burst: 1, perSecond: 1_000 / TYPING_INTERVAL_MS };

export function createTyping({ io, bus, register }: TypingParts): Typing {
  const turns = new TurnsByKey(PACE);

  function isCrowd(room: Room): boolean {
    const rooms = findNamespace(io, `/w/${room.workspaceId}`)?.adapter.rooms;
    return (rooms?.get(roomName(room))?.size ?? 0) > CROWD;
  }

  /** Standing in the room is a hint; the database says whether one may be heard there. */
  async function tell(socket: HallwaySocket, room: Room & { kind: "channel" | "dm" }) {
    const { userId } = socket.data;
    const truth = await register.whoBelongs(room, [userId]);
    if (!truth?.belonging.has(userId)) return;
    const signal = { conversationId: room.id, userId };
    socket.to(roomName(room)).volatile.emit("typing", signal);
    bus.tell({ kind: "typing", room, ...signal });
  }

  return {
    listenTo(socket) {
      socket.on("typing", (input: unknown) => {
        const room = roomOf(socket, input);
        if (!room || isCrowd(room)) return;
        if (turns.take(`${socket.data.userId} ${room.id}`) > 0) return;
        tell(socket, room).catch(() => undefined);
      });
    },
    hear(message) {
      if (message.kind !== "typing" || isCrowd(message.room)) return;
      const { room, conversationId, userId } = message;
      findNamespace(io, `/w/${room.workspaceId}`)
        ?.to(roomName(room))
        .volatile.emit("typing", { conversationId, userId });
    },
  };
}

function roomOf({ rooms, data }: HallwaySocket, input: unknown) {
  const report = TypingReport.safeParse(input);
  if (!report.success) return undefined;
  const id = report.data.conversationId;
  const { workspaceId } = data;
  const kind = KINDS.find((one) => rooms.has(`${one}:${id}`));
  return kind && { kind, workspaceId, id };
}

const KINDS = ["channel", "dm"] as const;
