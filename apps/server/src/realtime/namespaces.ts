import { asId, OLDEST_CLIENT_VERSION, type Refusal, type WorkspaceId } from "@hallway/protocol";
import type { MemberCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import { fail } from "../failure.ts";
import { type Binding, runCommand } from "./bind-command.ts";
import type { HallwayNamespace, HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import type { Membership } from "./membership.ts";
import { GUESTS_ROOM, roomName } from "./rooms.ts";
import { listenToVolatile } from "./volatile.ts";

export interface Realtime {
  io: HallwayServer;
  context: Context;
  bindings: readonly Binding[];
  membership: Membership;
  /** Where a socket's connection comes from. */
  visitorOf(socket: HallwaySocket): Visitor;
  /** Feeds an admin's socket until it closes. */
  watchAdmin(socket: HallwaySocket): void;
}

/**
 * Opens `/w/<id>` for a workspace's active members and `/w/<id>/admin` for its owners and admins. The parent is a
 * function that knows whether the workspace exists, so that a made-up name leaves nothing behind.
 */
export function openNamespaces(realtime: Realtime): void {
  const { io, membership } = realtime;
  const parent = io.of((name, _auth, next) => {
    const id = NAMESPACE.exec(name)?.[1];
    if (!id) return next(null, false);
    membership.workspaceExists(id).then(
      (exists) => next(null, exists),
      () => next(null, false),
    );
  });
  parent.use((socket, next) => {
    admit(realtime, socket).then(
      (refusal) => next(refusal ? toConnectError(refusal) : undefined),
      (error) => {
        realtime.context.logger.error({ err: error }, "handshake failed");
        next(toConnectError({ code: "unauthenticated", message: "Try again in a moment." }));
      },
    );
  });
  parent.on("connection", (socket) => {
    if (isAdmin(socket.nsp)) realtime.watchAdmin(socket);
    else openSocket(realtime, socket);
  });
}

const NAMESPACE =
  /^\/w\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\/admin)?$/;

function isAdmin({ name }: HallwayNamespace): boolean {
  return name.endsWith("/admin");
}

async function admit(
  { membership, visitorOf }: Realtime,
  socket: HallwaySocket,
): Promise<Refusal | null> {
  const { protocol } = socket.handshake.auth;
  if (protocol !== undefined && !(protocol >= OLDEST_CLIENT_VERSION)) {
    return { code: "client_too_old", message: "Hallway was updated. Reload to continue." };
  }
  const account = await membership.findAccount(handshakeHeaders(socket), visitorOf(socket));
  if (!account) return { code: "unauthenticated", message: "Sign in to continue." };
  const workspaceId = asId<WorkspaceId>(NAMESPACE.exec(socket.nsp.name)?.[1] ?? "");
  const member = await membership.admit(account, workspaceId);
  if ("code" in member) return member;
  if (isAdmin(socket.nsp) && member.role !== "owner" && member.role !== "admin") {
    return { code: "forbidden", message: "Only owners and admins can look in here." };
  }
  const { userId, sessionId, memberId } = member;
  Object.assign(socket.data, { workspaceId, userId, sessionId, memberId, account });
  return null;
}

function toConnectError(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.message), { data: refusal });
}

function openSocket(realtime: Realtime, socket: HallwaySocket): void {
  const { context, bindings } = realtime;
  void socket.join(`user:${socket.data.userId}`);
  socket.data.entered = enterRooms(realtime, socket).catch((error) => {
    context.logger.error({ err: error }, "could not enter rooms");
    socket.disconnect(true);
  });
  for (const binding of bindings) {
    if (binding.contract.scope === "workspace") listen(realtime, socket, binding);
  }
  listenToVolatile(context, socket);
  context.presence.opened(socket);
  socket.on("disconnect", () => context.presence.closed(socket));
}

function listen(realtime: Realtime, socket: HallwaySocket, binding: Binding): void {
  const { name } = binding.contract;
  socket.on(name, async (input: unknown, answer: unknown) => {
    const ack = [input, answer].find((argument) => typeof argument === "function");
    await socket.data.entered;
    if (name === "sync") await enterRooms(realtime, socket).catch(() => undefined);
    const result = await runCommand(realtime.context, binding, {
      input: typeof input === "function" ? {} : input,
      findCaller: async () =>
        binding.checksCaller ? identityOf(socket) : requireCurrent(realtime, socket),
    });
    if (ack) ack(result);
    if (!result.ok && result.error.code === "unauthenticated") socket.disconnect();
  });
}

async function requireCurrent(
  { membership }: Realtime,
  socket: HallwaySocket,
): Promise<MemberCaller> {
  const caller = await membership.current(socket.data.account, socket.data.workspaceId);
  if (caller) return caller;
  throw fail("unauthenticated", "Your session has ended. Sign in again.");
}

/** Who a socket is, with the least of roles: for use cases that look up the rest themselves. */
function identityOf({ data }: HallwaySocket): MemberCaller {
  const { account, workspaceId, memberId } = data;
  return { ...account, workspaceId, memberId, role: "guest" };
}

/**
 * Puts a socket into its rooms: join what the database says, then read once more and leave what meanwhile was lost. A
 * removal that commits after the second read finds the socket in the room and takes it out itself.
 */
async function enterRooms({ membership }: Realtime, socket: HallwaySocket): Promise<void> {
  const names = async () => new Set(await roomNamesOf(membership, socket));
  const joined = await names();
  await socket.join([...joined]);
  const still = await names();
  for (const room of [...socket.rooms]) {
    if (room !== socket.id && !still.has(room)) await socket.leave(room);
  }
}

async function roomNamesOf(membership: Membership, socket: HallwaySocket): Promise<string[]> {
  const caller = await membership.current(socket.data.account, socket.data.workspaceId);
  if (!caller) return [];
  const rooms = await membership.roomsOf(caller);
  return rooms.map((room) =>
    room.kind === "workspace" && caller.role === "guest" ? GUESTS_ROOM : roomName(room),
  );
}

/** A script may hand its token over in the handshake's `auth` instead of a header. */
function handshakeHeaders(socket: HallwaySocket): Headers {
  const headers = new Headers();
  const { cookie, authorization } = socket.handshake.headers;
  if (cookie) headers.set("cookie", cookie);
  if (authorization) headers.set("authorization", authorization);
  const { token } = socket.handshake.auth;
  if (typeof token === "string" && token) headers.set("authorization", `Bearer ${token}`);
  return headers;
}
