import { CONNECT_TIMEOUT_MS } from "./socket-server.ts";

/** A socket, as far as its connection is concerned. */
interface Tenant {
  conn: Connection;
  on(event: "disconnect", hear: () => void): unknown;
}

interface Connection {
  readyState: string;
  close(): void;
}

/** Closes connections that nobody uses any more: socket.io itself waits for a first namespace alone. */
export interface IdleConnections {
  opened(socket: Tenant): void;
}

export function createIdleConnections(patienceMs = CONNECT_TIMEOUT_MS): IdleConnections {
  const tenants = new WeakMap<Connection, number>();
  const count = (connection: Connection) => tenants.get(connection) ?? 0;

  function closed(connection: Connection): void {
    tenants.set(connection, count(connection) - 1);
    if (count(connection) > 0 || connection.readyState !== "open") return;
    setTimeout(() => {
      if (count(connection) === 0) connection.close();
    }, patienceMs).unref();
  }

  return {
    opened(socket) {
      const { conn } = socket;
      tenants.set(conn, count(conn) + 1);
      socket.on("disconnect", () => closed(conn));
    },
  };
}
