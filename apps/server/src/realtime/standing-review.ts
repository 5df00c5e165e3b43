import type { Refusal } from "@hallway/protocol";
import type { Logger } from "pino";
import { type Entrance, enterRooms } from "./enter-rooms.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import type { Membership, Seat } from "./membership.ts";
import { GUESTS_ROOM } from "./rooms.ts";

/** Often enough that whoever lost a right is out within ten seconds, whatever happened to the message about it. */
export const REVIEW_EVERY_MS = 8_000;

/** The sockets whose standing is watched, and by what. */
export interface StandingReview {
  stop(): void;
}

/**
 * Asks the database again and again, in one query for all sockets of this server, whether each may still be where it is.
 * The kick at the commit is what makes a revocation fast; this is what makes it certain.
 */
export function reviewStandings({
  io,
  membership,
  gate,
  logger,
  reviewEveryMs = REVIEW_EVERY_MS,
}: Entrance & {
  io: HallwayServer;
  membership: Pick<Membership, "review">;
  logger: Logger;
  reviewEveryMs?: number;
}): StandingReview {
  let timer = setTimeout(run, reviewEveryMs).unref();
  let isOver = false;

  async function run(): Promise<void> {
    try {
      const ended = await reviewAll(io, { membership, gate });
      if (ended > 0) logger.info({ sockets: ended }, "ended sockets that had lost their right");
    } catch (error) {
      logger.warn({ err: error }, "could not review the standing of the open sockets");
    }
    if (!isOver) timer = setTimeout(run, reviewEveryMs).unref();
  }

  return {
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** Returns how many sockets were ended. */
async function reviewAll(
  io: HallwayServer,
  entrance: Entrance & { membership: Pick<Membership, "review"> },
): Promise<number> {
  const seats = new Map<string, { seat: Seat; sockets: HallwaySocket[] }>();
  for (const socket of socketsOf(io)) {
    const seat = seatOf(socket);
    const key = `${seat.sessionId} ${seat.workspaceId} ${seat.as}`;
    const known = seats.get(key);
    if (known) known.sockets.push(socket);
    else seats.set(key, { seat, sockets: [socket] });
  }
  const held = new Map([...seats.values()].map(({ seat, sockets }) => [seat, sockets]));
  let ended = 0;
  for (const { seat, refusal } of await entrance.membership.review([...held.keys()])) {
    for (const socket of held.get(seat) ?? []) {
      // Whoever became or was a guest meanwhile is put where a newer reading says.
      if (!refusal) await enterRooms(entrance, socket);
      else if (endSocket(socket, refusal)) ended++;
    }
  }
  return ended;
}

function* socketsOf(io: HallwayServer): Generator<HallwaySocket> {
  for (const [name, namespace] of io._nsps) {
    if (name.startsWith("/w/")) yield* namespace.sockets.values();
  }
}

/** Where a socket sits, as it stands in its rooms. */
export function seatOf({ data, nsp, rooms }: HallwaySocket): Seat {
  const { sessionId, userId, workspaceId } = data;
  const isPanel = nsp.name.endsWith("/admin");
  return {
    sessionId,
    userId,
    workspaceId,
    as: isPanel ? "admin" : rooms.has(GUESTS_ROOM) ? "guest" : "member",
  };
}

/** Tells a socket why it is closed, and closes it; false when it was gone already. */
export function endSocket(socket: HallwaySocket, refusal: Refusal): boolean {
  if (!socket.connected) return false;
  socket.emit("session:ended", refusal);
  socket.disconnect();
  return true;
}
