import { connect, createServer, type Server, type Socket } from "node:net";
import type { Direction, ProxyMode } from "./proxy-mode.ts";
import { type Pump, startPump } from "./proxy-pump.ts";

/** A TCP address that leads to another one, through whatever we want to happen on the way. */
export interface FaultProxy {
  name: string;
  port: number;
  /** Bytes so far: handed on `up` to the target and `down` from it, and swallowed. */
  bytes: Bytes;
  connections(): number;
  /**
   * Changes the mode for every later connection and for each of the present ones that `strikes` chooses (all without
   * it); whoever is not chosen passes.
   */
  set(mode: ProxyMode, strikes?: () => boolean): void;
  /** Cuts present connections with a reset on both sides; all, or those that are chosen. */
  reset(strikes?: () => boolean): void;
  close(): Promise<void>;
}

type Bytes = Record<Direction | "lost", number>;
type Connection = { client: Socket; target: Socket; up: Pump; down: Pump };

const pass: ProxyMode = { kind: "pass" };

/** Listens on a port of this machine (0: a free one) and leads to another. Listens until `close`. */
export async function startProxy(plan: {
  name: string;
  port: number;
  targetPort: number;
}): Promise<FaultProxy> {
  const connections = new Set<Connection>();
  /** Who came while nothing got through: the target never hears of them, and they of nobody, until they give up. */
  const swallowed = new Set<Socket>();
  const bytes: Bytes = { up: 0, down: 0, lost: 0 };
  let mode = pass;
  let strikesNew = () => true;

  // Half-open connections stay so: an end travels like any other piece, and may get lost like any other.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (mode.kind === "refuse" && strikesNew()) {
      client.on("error", () => undefined);
      client.resetAndDestroy();
      return;
    }
    if (swallowsAll(mode) && strikesNew()) {
      swallow(client);
      return;
    }
    const target = connect({ port: plan.targetPort, host: "127.0.0.1", allowHalfOpen: true });
    target.setNoDelay(true);
    const connection = join(client, target, bytes);
    connections.add(connection);
    setMode(connection, strikesNew() ? mode : pass);
    for (const socket of [client, target])
      socket.once("close", () => {
        if (client.destroyed && target.destroyed) connections.delete(connection);
      });
  });
  const port = await listen(server, plan.port);

  function swallow(client: Socket): void {
    swallowed.add(client);
    client.on("data", ({ length }) => {
      bytes.lost += length;
    });
    client.on("error", () => undefined);
    client.once("end", () => client.destroy());
    client.once("close", () => swallowed.delete(client));
  }

  return {
    name: plan.name,
    port,
    bytes,
    connections: () => connections.size + swallowed.size,
    set(next, strikes = () => true) {
      mode = next;
      strikesNew = strikes;
      for (const connection of connections) setMode(connection, strikes() ? next : pass);
      if (!swallowsAll(next)) for (const client of swallowed) client.resetAndDestroy();
    },
    reset(strikes = () => true) {
      for (const connection of connections) if (strikes()) cut(connection);
      for (const client of swallowed) if (strikes()) client.resetAndDestroy();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of swallowed) client.destroy();
      for (const { client, target } of connections) {
        // A reset waits until what was written is taken, and nobody may be there to take it.
        client.destroy();
        target.destroy();
      }
      return closed;
    },
  };
}

function join(client: Socket, target: Socket, bytes: Bytes): Connection {
  const connection: Connection = {
    client,
    target,
    up: startPump({ from: client, to: target, onCut, count: counts("up") }),
    down: startPump({ from: target, to: client, onCut, count: counts("down") }),
  };
  function onCut(): void {
    cut(connection);
  }
  function counts(direction: Direction) {
    return (amount: number, fate: "delivered" | "lost") => {
      bytes[fate === "lost" ? "lost" : direction] += amount;
    };
  }
  return connection;
}

function swallowsAll(mode: ProxyMode): boolean {
  return mode.kind === "blackhole" && mode.direction === "both";
}

function setMode({ up, down }: Connection, mode: ProxyMode): void {
  up.set(mode, "up");
  down.set(mode, "down");
}

function cut({ client, target }: Connection): void {
  for (const socket of [client, target]) if (!socket.destroyed) socket.resetAndDestroy();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
