import type { Bus } from "./bus.ts";
import { createEndings, type Endings } from "./endings.ts";
import type { HallwayServer } from "./hallway-socket.ts";
import { createPresence, type Presence } from "./presence.ts";
import type { Meets } from "./presence-guests.ts";
import { createDelivery, type Publisher } from "./publish.ts";
import type { RoomGate, RoomRegister } from "./room-gate.ts";
import { createTyping, type Typing } from "./typing.ts";

/** What reaches the sockets of this node and of the others (docs/scale-out.md). */
export interface Nodes {
  publisher: Publisher;
  gate: RoomGate;
  endings: Endings;
  presence: Presence;
  typing: Typing;
}

export interface NodesParts {
  io: HallwayServer;
  bus: Bus;
  /** One for the gate and one for typing, so that a crowd that types keeps no removal waiting. */
  registers: { gate: RoomRegister; typing: RoomRegister };
  meets: Meets;
  onLeft(memberId: string): void;
  warn(error: unknown, what: string): void;
}

/** How often the rooms are compared with the database: a defence while the bus is well, and its stand-in while it is not. */
const CATCH_UP_EVERY_MS = 30_000;
const CATCH_UP_WITHOUT_BUS_EVERY_MS = 5_000;

export function connectNodes({ io, bus, registers, meets, onLeft, warn }: NodesParts): Nodes {
  const endings = createEndings(io);
  const delivery = createDelivery({ io, bus, ends: endings, register: registers.gate, warn });
  const presence = createPresence({ io, bus, meets, onLeft });
  const typing = createTyping({ io, bus, register: registers.typing });
  let caughtUpAt = performance.now();

  function catchUp(): void {
    caughtUpAt = performance.now();
    delivery.gate
      .catchUp()
      .catch((error) => warn(error, "could not compare rooms with the database"));
  }

  bus.listen({
    hear(message, node) {
      delivery.hear(message);
      presence.hear(message, node);
      typing.hear(message);
    },
    missed() {
      presence.missed();
      catchUp();
    },
  });
  const watch = setInterval(() => {
    const isDue = performance.now() - caughtUpAt >= CATCH_UP_EVERY_MS;
    if (isDue || !bus.isWhole()) catchUp();
  }, CATCH_UP_WITHOUT_BUS_EVERY_MS).unref();

  return {
    gate: delivery.gate,
    endings,
    presence,
    typing,
    publisher: {
      publish: delivery.publish,
      close() {
        clearInterval(watch);
        delivery.close();
      },
    },
  };
}
