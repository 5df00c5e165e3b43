import { asId, OLDEST_CLIENT_VERSION, type Refusal, type WorkspaceId } from "@hallway/protocol";
import type { Visitor } from "../caller.ts";
import { answerCommands, type Commanded, endIfLost } from "./answer-commands.ts";
import type { ConnectionQuotas } from "./connection-quotas.ts";
import { enterRooms } from "./enter-rooms.ts";
import type { HallwayNamespace, HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import { createIdleConnections } from "./idle-connections.ts";
import { keepNamespaces } from "./keep-namespaces.ts";
import { limitEvents } from "./limit-events.ts";
import type { PersonSockets } from "./person-sockets.ts";
import { GUESTS_ROOM } from "./rooms.ts";
import { endSocket } from "./standing-review.ts";
import { listenToVolatile } from "./volatile.ts";

export interface Realtime extends Commanded {
  io: HallwayServer;
  quotas: ConnectionQuotas;
  people: PersonSockets;
  /** Where a socket's connection comes from. */
  visitorOf(socket: HallwaySocket): Visitor;
  /** Feeds an admin's socket until it closes. */
  watchAdmin(socket: HallwaySocket): void;
}

/**
 * Opens `/w/<id>` for a workspace's active members and `/w/<id>/admin` for its owners and admins. A workspace that does
 * not exist refuses like one that somebody is not in, and whoever is refused leaves no namespace behind.
 */
export function openNamespaces(realtime: Realtime): void {
  const { io } = realtime;
  const doorstep = keepNamespaces(io);
  const idle = createIdleConnections();
  const parent = io.of((name, _auth, next) => next(null, NAMESPACE.test(name)));
  parent.use((socket, next) => {
    doorstep.knocked(socket);
    socket.data.knockedAt = performance.now();
    admit(realtime, socket).then(
      (refusal) => {
        noteHandshake(realtime, socket, refusal);
        next(refusal ? toConnectError(refusal) : undefined);
      },
      (error) => {
        realtime.context.metrics.turnedAway("unavailable");
        realtime.context.logger.warn({ err: error }, "handshake failed");
        next(toConnectError(UNAVAILABLE));
      },
    );
  });
  parent.on("connection", (socket) => {
    if (!doorstep.entered(socket)) return;
    idle.opened(socket);
    const overtaken = realtime.context.endings.overtaking(socket);
    if (overtaken) return void endSocket(socket, overtaken);
    if (!realtime.people.open(socket)) return void endSocket(socket, TOO_MANY);
    limitEvents(realtime, socket);
    if (isAdmin(socket.nsp)) openPanel(realtime, socket);
    else openSocket(realtime, socket);
  });
}

function noteHandshake(
  { context: { logger, metrics }, visitorOf }: Realtime,
  socket: HallwaySocket,
  refusal: Refusal | null,
): void {
  const { ip } = visitorOf(socket);
  const place = { namespace: socket.nsp.name, ip };
  if (refusal) {
    metrics.turnedAway(refusal.code);
    logger.info({ ...place, code: refusal.code }, "refused a handshake");
  } else if (logger.isLevelEnabled("debug")) {
    logger.debug({ ...place, userId: socket.data.userId, socket: socket.id }, "connected");
  }
}

const UNAVAILABLE: Refusal = {
  code: "unavailable",
  message: "Hallway can't look up who you are right now. Try again in a moment.",
  retryInMs: 2_000,
};

const TOO_MANY: Refusal = {
  code: "rate_limited",
  message: "You have Hallway open too many times. Close some tabs or devices.",
  retryInMs: 30_000,
};

const NAMESPACE =
  /^\/w\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\/admin)?$/;

function isAdmin({ name }: HallwayNamespace): boolean {
  return name.endsWith("/admin");
}

async function admit(
  { membership, people, visitorOf }: Realtime,
  socket: HallwaySocket,
): Promise<Refusal | null> {
  const { protocol } = socket.handshake.auth;
  if (protocol !== undefined && !(protocol >= OLDEST_CLIENT_VERSION)) {
    return { code: "client_too_old", message: "Hallway was updated. Reload to continue." };
  }
  const isPanel = isAdmin(socket.nsp);
  const workspaceId = asId<WorkspaceId>(NAMESPACE.exec(socket.nsp.name)?.[1] ?? "");
  const arrival = await membership.arrive({
    headers: handshakeHeaders(socket),
    visitor: visitorOf(socket),
    workspaceId,
    withPlaces: !isPanel,
  });
  if (!arrival) return { code: "unauthenticated", message: "Sign in to continue." };
  const { account, member } = arrival;
  if (!people.mayOpen(account.userId)) return TOO_MANY;
  if ("code" in member) return member;
  if (isPanel && member.role !== "owner" && member.role !== "admin") {
    return { code: "forbidden", message: "Only owners and admins can look in here." };
  }
  const { userId, sessionId, memberId } = member;
  Object.assign(socket.data, { workspaceId, userId, sessionId, memberId, account });
  if (!isPanel) socket.data.arrived = member;
  return null;
}

function toConnectError(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.message), { data: refusal });
}

/** Whoever lost the panel while it opened is found out once more here; from now on an ending finds the socket. */
function openPanel(realtime: Realtime, socket: HallwaySocket): void {
  realtime.watchAdmin(socket);
  void endIfLost(realtime, socket);
}

function openSocket(realtime: Realtime, socket: HallwaySocket): void {
  const { context, membership } = realtime;
  void socket.join(`user:${socket.data.userId}`);
  // Whoever is connected hears: their places were read before the handshake's answer.
  const { arrived } = socket.data;
  socket.data.arrived = undefined;
  socket.data.entered = enterRooms({ membership, gate: context.gate }, socket, arrived).catch(
    (error) => {
      context.logger.warn({ err: error }, "could not enter rooms");
      socket.disconnect(true);
    },
  );
  void socket.data.entered.then(async () => {
    const isIn = socket.rooms.has("workspace") || socket.rooms.has(GUESTS_ROOM);
    if (!isIn) await endIfLost(realtime, socket);
  });
  answerCommands(realtime, socket);
  listenToVolatile(context, socket);
  context.presence.opened(socket);
  socket.on("disconnect", () => context.presence.closed(socket));
}

/** A script may hand its token over in the handshake's `auth` instead of a header. */
function handshakeHeaders(socket: HallwaySocket): Headers {
  const headers = new Headers();
  const { cookie, authorization } = socket.handshake.headers;
  if (cookie) headers.set("cookie", cookie);
  if (authorization) headers.set("authorization", authorization);
  const { token } = socket.handshake.auth;
  if (typeof token === "string" && token) {
    headers.set("authorization", `Bearer ${CARRIED.test(token) ? token : "none"}`);
  }
  return headers;
}

/** What a header can carry; no token of ours holds anything else. */
const CARRIED = /^[\x21-\x7e]+$/;
