import type { PresenceStatus, UserId, WorkspaceId } from "@hallway/protocol";
import type { Bus } from "./bus.ts";
import type { BusMessage, PersonHere } from "./bus-message.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";
import { createPeopleElsewhere, morePresent, type PeopleElsewhere } from "./presence-elsewhere.ts";
import type { Meets } from "./presence-guests.ts";
import { createPresenceSignals, type PresenceSignals } from "./presence-signals.ts";

/** Who is here, from real connections over all tabs of a person, on all nodes. */
export interface Presence {
  of(workspaceId: WorkspaceId, userId: UserId): PresenceStatus;
  /** Everyone of the workspace who is active or away. */
  online(workspaceId: WorkspaceId): Map<UserId, PresenceStatus>;
  /** A tab opened; it counts as active until it says otherwise. */
  opened(socket: HallwaySocket): void;
  /** What a tab's person is doing. */
  reported(socket: HallwaySocket, status: "active" | "away"): void;
  /** The people whom a tab shows. */
  watched(socket: HallwaySocket, userIds: readonly UserId[]): void;
  closed(socket: HallwaySocket): void;
  /** What another node says. */
  hear(message: BusMessage, node: string): void;
  /** Anything may have been missed: asks the other nodes for all their people, and tells them ours. */
  missed(): void;
  close(): void;
}

/** A reload or a short break of the line is nobody's leaving. */
const OFFLINE_AFTER_MS = 3_000;
/** Among many people somebody's line is always breaking: there, only an absence counts. */
const OFFLINE_AFTER_AMONG_MANY_MS = 30_000;
const MANY_PEOPLE = 200;
/** Three of them fit into the silence after which a node is forgotten. */
const HEARTBEAT_MS = 10_000;
/** All nodes answer a question with all their people, so it is not repeated before they could. */
const ASK_EVERY_MS = 2_000;
/** People in one message of the bus. */
const PEOPLE_A_MESSAGE = 2_000;

interface Person {
  workspaceId: WorkspaceId;
  userId: UserId;
  memberId: string;
  tabs: Map<string, "active" | "away">;
  leaving: NodeJS.Timeout | null;
  /** What the other nodes were told. */
  told: PresenceStatus;
}

export interface PresenceParts {
  io: HallwayServer;
  bus: Bus;
  meets: Meets;
  /** Somebody's last tab of this node has been closed for a while. */
  onLeft(memberId: string): void;
}

export function createPresence(parts: PresenceParts): Presence {
  const people = new AllPeople(parts);
  return {
    of: (workspaceId, userId) => people.of(workspaceId, userId),
    online: (workspaceId) => people.online(workspaceId),
    opened: (socket) => people.opened(socket),
    reported: (socket, status) => people.reported(socket, status),
    watched: (socket, userIds) => people.watched(socket, userIds),
    closed: (socket) => people.closed(socket),
    hear: (message, node) => people.hear(message, node),
    missed: () => people.missed(),
    close: () => people.close(),
  };
}

class AllPeople implements Presence {
  readonly #parts: PresenceParts;
  readonly #here = new Map<WorkspaceId, Map<UserId, Person>>();
  readonly #elsewhere: PeopleElsewhere;
  readonly #signals: PresenceSignals;
  readonly #heartbeat: NodeJS.Timeout;
  /** Counts what this node has told of its people. */
  #revision = 0;
  #askedAt = -ASK_EVERY_MS;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    const { io, meets } = parts;
    this.#signals = createPresenceSignals({
      io,
      meets,
      statusOf: (...person) => this.of(...person),
    });
    this.#elsewhere = createPeopleElsewhere(this.#signals.changed);
    this.#heartbeat = setInterval(() => {
      this.#tell([], false);
      this.#elsewhere.forgetSilent();
    }, HEARTBEAT_MS).unref();
  }

  of(workspaceId: WorkspaceId, userId: UserId): PresenceStatus {
    const here = this.#here.get(workspaceId)?.get(userId)?.told ?? "offline";
    return morePresent(here, this.#elsewhere.of(workspaceId, userId));
  }

  online(workspaceId: WorkspaceId): Map<UserId, PresenceStatus> {
    const here = this.#here.get(workspaceId)?.keys() ?? [];
    const userIds = new Set([...here, ...this.#elsewhere.in(workspaceId)]);
    return new Map([...userIds].map((userId) => [userId, this.of(workspaceId, userId)]));
  }

  opened(socket: HallwaySocket): void {
    this.#setTab(socket, "active");
  }

  reported(socket: HallwaySocket, status: "active" | "away"): void {
    if (socket.connected) this.#setTab(socket, status);
  }

  watched(socket: HallwaySocket, userIds: readonly UserId[]): void {
    if (socket.connected) this.#signals.watched(socket, userIds);
  }

  closed(socket: HallwaySocket): void {
    this.#signals.watched(socket, []);
    const { id, data } = socket;
    const people = this.#here.get(data.workspaceId);
    const person = people?.get(data.userId);
    if (!people || !person?.tabs.delete(id)) return;
    if (person.tabs.size > 0) {
      this.#setStatus(person, statusOf(person));
    } else {
      const wait = people.size > MANY_PEOPLE ? OFFLINE_AFTER_AMONG_MANY_MS : OFFLINE_AFTER_MS;
      person.leaving = setTimeout(() => this.#left(person), wait).unref();
    }
  }

  hear(message: BusMessage, node: string): void {
    if (message.kind === "who-is-here") this.#tellAll();
    if (message.kind === "people" && !this.#elsewhere.hear(node, message)) this.#ask();
    // Its people are dialling another node at this moment.
    if (message.kind === "bye") {
      setTimeout(() => this.#elsewhere.forget(node), OFFLINE_AFTER_MS).unref();
    }
  }

  missed(): void {
    this.#tellAll();
    this.#ask();
  }

  close(): void {
    clearInterval(this.#heartbeat);
    this.#parts.bus.tell({ kind: "bye" });
    this.#signals.close();
    for (const people of this.#here.values()) {
      for (const { leaving } of people.values()) if (leaving) clearTimeout(leaving);
    }
    this.#here.clear();
  }

  #setTab({ id, data }: HallwaySocket, status: "active" | "away"): void {
    const { workspaceId, userId, memberId } = data;
    const people = this.#here.get(workspaceId) ?? new Map<UserId, Person>();
    this.#here.set(workspaceId, people);
    const person = people.get(userId) ?? newPerson({ workspaceId, userId, memberId });
    people.set(userId, person);
    if (person.leaving) clearTimeout(person.leaving);
    person.leaving = null;
    person.tabs.set(id, status);
    this.#setStatus(person, statusOf(person));
  }

  #left(person: Person): void {
    const people = this.#here.get(person.workspaceId);
    people?.delete(person.userId);
    if (people?.size === 0) this.#here.delete(person.workspaceId);
    this.#setStatus(person, "offline");
    this.#parts.onLeft(person.memberId);
  }

  #setStatus(person: Person, status: PresenceStatus): void {
    if (status === person.told) return;
    person.told = status;
    const { workspaceId, userId } = person;
    this.#revision++;
    this.#tell([{ workspaceId, userId, status }], false);
    this.#signals.changed(workspaceId, userId);
  }

  #tellAll(): void {
    const people: PersonHere[] = [...this.#here.values()].flatMap((inWorkspace) =>
      [...inWorkspace.values()].map(({ workspaceId, userId, told }) => {
        return { workspaceId, userId, status: told };
      }),
    );
    this.#tell(people.slice(0, PEOPLE_A_MESSAGE), true);
    for (let start = PEOPLE_A_MESSAGE; start < people.length; start += PEOPLE_A_MESSAGE) {
      this.#revision++;
      this.#tell(people.slice(start, start + PEOPLE_A_MESSAGE), false);
    }
  }

  #tell(people: PersonHere[], all: boolean): void {
    this.#parts.bus.tell({ kind: "people", people, all, revision: this.#revision });
  }

  #ask(): void {
    const now = performance.now();
    if (now - this.#askedAt < ASK_EVERY_MS) return;
    this.#askedAt = now;
    this.#parts.bus.tell({ kind: "who-is-here" });
  }
}

function newPerson(who: Pick<Person, "workspaceId" | "userId" | "memberId">): Person {
  return { ...who, tabs: new Map(), leaving: null, told: "offline" };
}

function statusOf({ tabs }: Person): PresenceStatus {
  if (tabs.size === 0) return "offline";
  return [...tabs.values()].includes("active") ? "active" : "away";
}
