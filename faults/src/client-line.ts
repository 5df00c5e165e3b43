import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, type Opening, openConnection, Refused } from "./client-socket.ts";
import type { History } from "./contract.ts";
import type { Random } from "./random.ts";

/** A device's line: it is opened again whenever it ends, to its own node or the next, until it is hung up. */
export interface Line {
  connection(): Connection | null;
  hangUp(): Promise<void>;
}

export interface LineOptions extends Omit<Opening, "number" | "node" | "session"> {
  client: string;
  history: History;
  random: Random;
  /** The node it prefers. */
  home: number;
  session(): { name: string; cookie: string };
  /** Its session is no more: gets another one; may fail. */
  signIn(node: number): Promise<void>;
  opened(connection: Connection): void;
}

const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 4_000;

export function keepConnected(options: LineOptions): Line {
  const stop = new AbortController();
  let connection: Connection | null = null;

  async function live(): Promise<void> {
    let failures = 0;
    for (let number = 1; !stop.signal.aborted; number++) {
      const opened = await tryToOpen(options, { number, node: nodeFor(options, failures) });
      if (!opened) failures++;
      else if (stop.signal.aborted) opened.close();
      else {
        failures = 0;
        connection = opened;
        options.opened(opened);
        await opened.closed;
        connection = null;
      }
      await pause(waitAfter(options.random, failures), stop.signal);
    }
  }

  const living = live();
  return {
    connection: () => (connection?.isOpen() ? connection : null),
    async hangUp() {
      stop.abort();
      connection?.close();
      await living;
    },
  };
}

/** Mostly the own node; after a failure whichever comes next. */
function nodeFor({ home, site }: LineOptions, failures: number): number {
  return (home + failures) % site.urls.length;
}

async function tryToOpen(
  options: LineOptions,
  { number, node }: { number: number; node: number },
): Promise<Connection | null> {
  const { client, history, transport, ears } = options;
  const session = options.session();
  const where = { client, connection: number, node };
  try {
    const { site, workspaceId } = options;
    const opening = { site, workspaceId, transport, ears, number, node, session };
    const connection = await openConnection(opening);
    history.write({ type: "connected", ...where, session: session.name, transport });
    void connection.closed.then((reason) =>
      history.write({ type: "disconnected", ...where, reason }),
    );
    return connection;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const refusal = error instanceof Refused ? { refusal: error.code } : {};
    history.write({ type: "disconnected", ...where, reason, ...refusal });
    if (error instanceof Refused && error.code === "unauthenticated") {
      await options.signIn(node).catch(() => undefined);
    }
    return null;
  }
}

function waitAfter(random: Random, failures: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return wait * (0.5 + random.next());
}

/** Resolves after the time, or at once when it is not worth waiting any more. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
