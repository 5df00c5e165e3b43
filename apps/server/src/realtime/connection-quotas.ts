import { limits, paces } from "@hallway/protocol";
import { Turns } from "./turns.ts";

/** A connection of engine.io, as far as it is counted. */
export interface Connection {
  on(event: "packet", hear: (packet: { type: string; data?: unknown }) => void): unknown;
  close(): void;
}

/** What one connection may ask for, counted where it comes in and before anything is looked up. */
export interface ConnectionQuotas {
  /** Counts the namespaces that a connection asks for; whoever wants too many, or too often, is cut. */
  watch(connection: Connection): void;
  /** Counts an event that came up. */
  countEvent(connection: object): EventVerdict;
}

/** Milliseconds to wait before the event is heard, 0 when it is; `isEnough` when nobody is to be told that once more. */
export interface EventVerdict {
  waitMs: number;
  isEnough: boolean;
}

export function createConnectionQuotas({ enabled }: { enabled: boolean }): ConnectionQuotas {
  const events = new WeakMap<object, { heard: Turns; refused: Turns }>();
  return {
    watch: (connection) =>
      watchNamespaces(connection, enabled ? new Turns(paces.namespaces) : null),
    countEvent(connection) {
      if (!enabled) return WELCOME;
      const known = events.get(connection);
      const turns = known ?? {
        heard: new Turns(paces.events),
        refused: new Turns(paces.refusedEvents),
      };
      if (!known) events.set(connection, turns);
      const waitMs = turns.heard.take();
      return waitMs === 0 ? WELCOME : { waitMs, isEnough: turns.refused.take() > 0 };
    },
  };
}

const WELCOME: EventVerdict = { waitMs: 0, isEnough: false };

/** Cuts whoever asks for more namespaces than one connection may hold, or opens and closes them all the time. */
function watchNamespaces(connection: Connection, turns: Turns | null): void {
  const namespaces = new Set<string>();
  let asked = 0;
  connection.on("packet", ({ type, data }) => {
    if (type !== "message" || typeof data !== "string") return;
    const [, kind, name = "/"] = OPENS_OR_CLOSES.exec(data) ?? [];
    if (kind === CONNECT) {
      namespaces.add(name);
      asked++;
      if (turns && turns.take() > 0) connection.close();
    } else if (kind === DISCONNECT && namespaces.delete(name)) {
      asked--;
    }
    if (asked > limits.namespacesPerConnection) connection.close();
  });
}

/** socket.io's packets that open or close a namespace: their kind, and its name up to the comma. */
const OPENS_OR_CLOSES = /^([01])(\/[^,]*)?/;
const CONNECT = "0";
const DISCONNECT = "1";
