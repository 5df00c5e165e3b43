import { ClockHint, RoomChanges, type RoomName } from "@hallway/protocol";
import { io, type Socket } from "socket.io-client";
import { WebSocket } from "ws";
import { z } from "zod";
import { handshakeOf, urlOf } from "./client-account.ts";
import type { Way } from "./client-ask.ts";
import type { SiteView } from "./contract.ts";
import { readOnce } from "./read-once.ts";

/** One open connection of a device to a workspace. */
export interface Connection {
  number: number;
  node: number;
  session: string;
  way: Way;
  isOpen(): boolean;
  /** Stops reading, as a laptop that fell asleep; nothing happens on a line that polls. */
  pause(): void;
  resume(): void;
  close(): void;
  /** Resolves with the reason once it is closed, by whomever. */
  closed: Promise<string>;
}

/** What a connection tells its device. */
export interface Ears {
  changes(changes: RoomChanges, from: Heard): void;
  clock(room: RoomName, to: number, from: Heard): void;
  ended(code: string, from: Heard): void;
  malformed(what: string, problem: string): void;
}

/** Where something was heard. */
export interface Heard {
  connection: number;
  session: string;
}

export interface Opening {
  site: SiteView;
  workspaceId: string;
  number: number;
  node: number;
  transport: "websocket" | "polling";
  session: { name: string; cookie: string };
  ears: Ears;
  /** Gives the dial up. */
  leave: AbortSignal;
}

/** The server would not let the device in. */
export class Refused extends Error {
  readonly code: string;
  /** What it asked for before the next try. */
  readonly retryInMs: number;
  constructor({ code, retryInMs = 0 }: z.infer<typeof Refusal>) {
    super(code);
    this.code = code;
    this.retryInMs = retryInMs;
  }
}

/** From apps/web: how long a connection may take to open, and all of a dial. */
const TRANSPORT_MS = 10_000;
const DIAL_MS = 15_000;
/** How long a command may take before it is given up. */
const ANSWER_MS = 12_000;

/** Opens a connection; rejects with `Refused` when the server said no, with another error when nobody answered. */
export async function openConnection(opening: Opening): Promise<Connection> {
  const { site, node, number, session, transport, workspaceId, leave } = opening;
  const socket = io(`${urlOf(site, node)}/w/${workspaceId}`, {
    transports: [transport],
    forceNew: true,
    reconnection: false,
    timeout: TRANSPORT_MS,
    ...handshakeOf(site, session.cookie),
  });
  listen(socket, opening.ears, { connection: number, session: session.name });
  const closed = new Promise<string>((resolve) => socket.once("disconnect", resolve));
  await opened(socket, leave);
  return {
    number,
    node,
    session: session.name,
    closed,
    isOpen: () => socket.connected,
    way: {
      by: "socket",
      node,
      session: session.name,
      async send(command, input): Promise<unknown> {
        if (!socket.connected) throw new Error("offline");
        return socket.timeout(ANSWER_MS).emitWithAck(command, input);
      },
    },
    pause: () => rawSocketOf(socket)?.pause(),
    resume: () => rawSocketOf(socket)?.resume(),
    close: () => hangUp(socket),
  };
}

/** A peer that is gone, or a socket that was not read, would never take the goodbye and never end. */
const GOODBYE_MS = 2_000;

function hangUp(socket: Socket): void {
  const raw = rawSocketOf(socket);
  socket.disconnect();
  raw?.resume();
  setTimeout(() => raw?.terminate(), GOODBYE_MS).unref();
}

const Refusal = z.object({ code: z.string(), retryInMs: z.number().optional() });

async function opened(socket: Socket, leave: AbortSignal): Promise<void> {
  const over = AbortSignal.any([leave, AbortSignal.timeout(DIAL_MS)]);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", (error) => {
        const refusal = Refusal.safeParse("data" in error ? error.data : null);
        reject(refusal.success ? new Refused(refusal.data) : error);
      });
      const giveUp = () => reject(new Error(leave.aborted ? "left" : "no handshake"));
      over.addEventListener("abort", giveUp, { once: true });
      if (over.aborted) giveUp();
    });
  } catch (error) {
    socket.disconnect();
    throw error;
  }
}

/** One event goes to everyone in a room: as many as are under way at once are worth remembering. */
const readChanges = readOnce(RoomChanges, 2_000);

function listen(socket: Socket, ears: Ears, from: Heard): void {
  socket.on("changes", (payload: unknown) => {
    const changes = readChanges(payload);
    if (changes.success) ears.changes(changes.data, from);
    else ears.malformed("changes", z.prettifyError(changes.error).slice(0, 300));
  });
  socket.on("clock", (payload: unknown) => {
    const hint = ClockHint.safeParse(payload);
    if (hint.success) ears.clock(hint.data.room, hint.data.to, from);
    else ears.malformed("clock", z.prettifyError(hint.error).slice(0, 300));
  });
  socket.on("session:ended", (payload: unknown) => {
    const refusal = Refusal.safeParse(payload);
    ears.ended(refusal.success ? refusal.data.code : "without a code", from);
  });
}

/** The WebSocket below a socket of Node's socket.io client; null while it polls. */
function rawSocketOf(socket: Socket): WebSocket | null {
  const transport: unknown = socket.io.engine?.transport;
  if (typeof transport !== "object" || transport === null || !("ws" in transport)) return null;
  return transport.ws instanceof WebSocket ? transport.ws : null;
}
