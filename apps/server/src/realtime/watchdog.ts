import type { Logger } from "pino";

/** A connection of engine.io, as far as what waits in it is looked at. */
interface Connection {
  once(event: "close", hear: () => void): unknown;
  close(discard: boolean): void;
  /** Packets that the transport has not taken yet. */
  writeBuffer: readonly { data?: string | ArrayBufferView }[];
  /** A websocket holds back too what the network has not taken; long-polling has none. */
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
}

/** What waits in one connection. */
interface Backlog {
  packets: number;
  bytes: number;
}

/** Cuts connections whose readers do not read, before what waits for them becomes everybody's problem. */
export interface Watchdog {
  watch(connection: Connection): void;
  /** Packets that wait in the connection that is furthest behind. */
  longest(): number;
  stop(): void;
}

const LOOK_EVERY_MS = 250;
/** Whoever is further behind than this is cut, and catches up by `sync` when they read again. */
const MOST: Backlog = { packets: 1_000, bytes: 4 * 1024 * 1024 };
/**
 * Whoever has taken nothing for this long of what the network was given for them has stopped reading. The kernel's
 * buffer, which is full by then, has covered the short breaks of a healthy line.
 */
const STANDSTILL_MS = 4_000;
/** What is given to the network in one piece may take this long on the slowest line. */
const SLOWEST_BYTES_PER_MS = 64;

/** How long the bytes that the network has not taken have been the same. */
interface Standstill {
  bytes: number;
  looks: number;
}

/**
 * Looks at every connection four times a second. Volatile events need no look: socket.io sends none to a connection of
 * which anything still waits.
 */
export function createWatchdog({
  logger,
  readerCut,
  standstillMs = STANDSTILL_MS,
}: {
  logger: Logger;
  readerCut(): void;
  standstillMs?: number;
}): Watchdog {
  const connections = new Map<Connection, Standstill>();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();

  /** Counted in looks: a server that was stopped itself has not looked. */
  function standsStill({ transport }: Connection, before: Standstill): boolean {
    const bytes = transport.socket?.bufferedAmount ?? 0;
    before.looks = bytes > 0 && bytes === before.bytes ? before.looks + 1 : 0;
    before.bytes = bytes;
    return before.looks * LOOK_EVERY_MS > standstillMs + bytes / SLOWEST_BYTES_PER_MS;
  }

  function look(): void {
    for (const [connection, before] of connections) {
      const backlog = backlogOf(connection);
      const isFarBehind = backlog.packets > MOST.packets || backlog.bytes > MOST.bytes;
      if (!standsStill(connection, before) && !isFarBehind) continue;
      connections.delete(connection);
      logger.warn(backlog, "cut a reader that was too slow");
      readerCut();
      cut(connection);
    }
  }

  return {
    watch(connection) {
      connections.set(connection, { bytes: 0, looks: 0 });
      connection.once("close", () => connections.delete(connection));
    },
    longest: () =>
      Math.max(0, ...[...connections.keys()].map(({ writeBuffer }) => writeBuffer.length)),
    stop: () => clearInterval(timer),
  };
}

/** Both buffers count: what is written in one go leaves the first at once, and waits in the second. */
function backlogOf({ writeBuffer, transport }: Connection): Backlog {
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) {
    bytes += typeof data === "string" ? data.length : (data?.byteLength ?? 0);
  }
  return { packets: writeBuffer.length, bytes };
}

/** At once: a close in good order would wait behind everything that is not read. */
function cut(connection: Connection): void {
  const { socket } = connection.transport;
  if (socket) socket.terminate();
  else connection.close(true);
}
