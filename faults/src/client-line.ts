import { reachesNode } from "./client-account.ts";
import { createDarkness, pause } from "./client-dark.ts";
import { type Connection, type Opening, openConnection, Refused } from "./client-socket.ts";
import type { History } from "./contract.ts";
import type { Random } from "./random.ts";

/** A device's line: it is opened again whenever it ends, to its own node or the next, until it is hung up. */
export interface Line {
  connection(): Connection | null;
  hangUp(): Promise<void>;
}

export interface LineOptions extends Omit<Opening, "number" | "node" | "session" | "leave"> {
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

/** How a line or a dial ended; `left` to make room for another. */
type Ending = { wasUp: boolean; by: "server" | "network" | "silence" | "left"; retryInMs?: number };

/** From apps/web: the most that is waited after a server closed or a network broke, and after each further failure. */
const SERVER_CLOSED_DELAY_MS = 5_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** From apps/web: a dial that fails later than this was not answered but lost. */
const YOUNG_DIAL_MS = 2_000;

/** Dials by the web client's rules (`connection-state.ts` there), and like a balancer another node after a failure. */
export function keepConnected(options: LineOptions): Line {
  const { site, home, random } = options;
  const stop = new AbortController();
  let connection: Connection | null = null;
  let failures = 0;
  let node = home;
  let found: number | null = null;
  const darkness = createDarkness({ reaches, random });

  async function reaches(): Promise<boolean> {
    const asked = node;
    const isThere = await reachesNode(site, asked);
    if (isThere) found = asked;
    return isThere;
  }

  async function live(): Promise<void> {
    for (let number = 1; !stop.signal.aborted; number++) {
      const ending = await liveOnce(number);
      failures = ending.wasUp ? 0 : failures + 1;
      node = ending.wasUp ? home : node + 1;
      if (ending.by === "silence") darkness.begin();
      if (ending.by === "network" && !ending.wasUp) darkness.answered();
      const most = mostWait(ending, failures);
      const wait = (ending.retryInMs ?? 0) + random.next() * most;
      await pause(wait, AbortSignal.any([stop.signal, darkness.hurry()]));
      if (darkness.hurry().aborted) failures = 1;
      node = found ?? node;
      found = null;
    }
    darkness.end();
  }

  async function liveOnce(number: number): Promise<Ending> {
    const leave = AbortSignal.any([stop.signal, darkness.dialOutlived()]);
    const opened = await tryToOpen(options, { number, node, leave });
    if ("by" in opened) return opened;
    darkness.end();
    if (stop.signal.aborted) opened.close();
    connection = opened;
    options.opened(opened);
    const reason = await opened.closed;
    connection = null;
    return { wasUp: true, by: brokenBy(reason) };
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

async function tryToOpen(
  options: LineOptions,
  { number, node, leave }: { number: number; node: number; leave: AbortSignal },
): Promise<Connection | Ending> {
  const { client, history, site, workspaceId, transport, ears } = options;
  const session = options.session();
  const where = { client, connection: number, node: node % site.urls.length };
  const dialedAt = performance.now();
  try {
    const opening = { site, workspaceId, transport, ears, session, leave };
    const connection = await openConnection({ ...opening, number, node: where.node });
    history.write({ type: "connected", ...where, session: session.name, transport });
    void connection.closed.then((reason) =>
      history.write({ type: "disconnected", ...where, reason }),
    );
    return connection;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const refusal = error instanceof Refused ? { refusal: error.code } : {};
    history.write({ type: "disconnected", ...where, reason, ...refusal });
    if (leave.aborted) return { wasUp: false, by: "left" };
    if (!(error instanceof Refused)) {
      const isLate = performance.now() - dialedAt > YOUNG_DIAL_MS;
      return { wasUp: false, by: isLate ? "silence" : "network" };
    }
    if (error.code === "unauthenticated") await options.signIn(node).catch(() => undefined);
    return { wasUp: false, by: "server", retryInMs: error.retryInMs };
  }
}

function brokenBy(reason: string): "server" | "network" | "silence" {
  if (reason === "ping timeout") return "silence";
  const isOwnWish = reason === "io client disconnect";
  return isOwnWish || reason === "transport error" ? "network" : "server";
}

function mostWait({ wasUp, by }: Ending, failures: number): number {
  if (by === "left") return 0;
  if (!wasUp) return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return by === "server" ? SERVER_CLOSED_DELAY_MS : FIRST_DELAY_MS;
}
