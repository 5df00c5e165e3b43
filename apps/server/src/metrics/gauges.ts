import { Gauge, type Registry } from "prom-client";

/** How things stand at the moment somebody looks. */
export interface Readings {
  connections: () => number;
  /** Workspaces in which somebody is connected, and rooms in which sockets stand. */
  namespaces: () => number;
  rooms: () => number;
  commandsInFlight: () => number;
  /** Sends that wait for their turn, in all lanes together. */
  sendsWaiting: () => number;
  /** Packets that wait in the connection that is furthest behind. */
  longestWriteBuffer: () => number;
  databaseConnections: () => { busy: number; idle: number; waiting: number };
  databaseAway: () => boolean;
  /** Null where the volume cannot be asked. */
  diskFreeBytes: () => number | null;
  bus: () => "alone" | "hearing" | "deaf";
  draining: () => boolean;
}

/** Defines a gauge a reading; the returned function connects readings to what they tell of. */
export function defineGauges(registry: Registry): (readings: Partial<Readings>) => void {
  const watched: Partial<Readings> = {};

  function gauge(name: string, help: string, read: () => number | null | undefined): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const value = read();
        if (value === undefined || value === null) this.remove();
        else this.set(value);
      },
    });
  }

  gauge("hallway_connections", "Open socket.io connections.", () => watched.connections?.());
  gauge("hallway_namespaces", "Workspaces, and admin panels, in which somebody is connected.", () =>
    watched.namespaces?.(),
  );
  gauge("hallway_rooms", "Rooms in which sockets stand, each socket's own included.", () =>
    watched.rooms?.(),
  );
  gauge("hallway_commands_in_flight", "Commands that are being answered.", () =>
    watched.commandsInFlight?.(),
  );
  gauge("hallway_sends_waiting", "Sends that wait for their turn, in all lanes together.", () =>
    watched.sendsWaiting?.(),
  );
  gauge(
    "hallway_write_buffer_packets_max",
    "Packets that wait in the connection that is furthest behind.",
    () => watched.longestWriteBuffer?.(),
  );
  gauge(
    "hallway_database_connections_busy",
    "Connections to PostgreSQL in use.",
    () => watched.databaseConnections?.().busy,
  );
  gauge(
    "hallway_database_connections_idle",
    "Connections to PostgreSQL that are free.",
    () => watched.databaseConnections?.().idle,
  );
  gauge(
    "hallway_database_waiting",
    "Who waits for a connection to PostgreSQL.",
    () => watched.databaseConnections?.().waiting,
  );
  gauge("hallway_database_away", "1 while PostgreSQL does not answer.", () =>
    flag(watched.databaseAway),
  );
  gauge("hallway_disk_free_bytes", "Free space of the volume with the data.", () =>
    watched.diskFreeBytes?.(),
  );
  gauge("hallway_bus_deaf", "1 while this node does not hear the bus; nothing without one.", () => {
    const health = watched.bus?.();
    return health === undefined || health === "alone" ? null : Number(health === "deaf");
  });
  gauge("hallway_draining", "1 from the signal to end on.", () => flag(watched.draining));
  return (readings) => void Object.assign(watched, readings);
}

function flag(read: (() => boolean) | undefined): number | undefined {
  return read ? Number(read()) : undefined;
}
