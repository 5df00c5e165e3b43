import {
  asId,
  type PresenceSignal,
  type PresenceStatus,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { Server } from "socket.io";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HallwaySocket } from "./hallway-socket.ts";
import { createPresenceSignals } from "./presence-signals.ts";

const workspaceId = asId<WorkspaceId>(uuidv7());
const newPerson = () => asId<UserId>(uuidv7());
const [ann, ben, cleo] = [newPerson(), newPerson(), newPerson()];

let statuses: Map<UserId, PresenceStatus>;
let told: [UserId, PresenceStatus][];

beforeEach(() => {
  statuses = new Map();
  told = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** Signals of a workspace with so many sockets in it, of which one listens. */
function open(sockets: number) {
  const io = new Server();
  const namespace = io.of(`/w/${workspaceId}`);
  void namespace.adapter.addAll("listener", new Set(["listener", "workspace"]));
  const tell = ({ userId, status }: PresenceSignal) => told.push([userId, status]);
  const listener = Object.assign({} as HallwaySocket, {
    id: "listener",
    nsp: namespace,
    data: { workspaceId },
    emit: (_event: string, signal: PresenceSignal) => tell(signal),
    notifyOutgoingListeners: () => undefined,
    client: {
      writeToEngine: ([text]: [string]) => tell(JSON.parse(text.slice(text.indexOf("[")))[1]),
    },
  });
  Object.assign(namespace, { sockets: { size: sockets, get: () => listener } });
  const signals = createPresenceSignals({
    io,
    statusOf: (_workspace, id) => statuses.get(id) ?? "offline",
    meets: async () => false,
  });
  return {
    become(userId: UserId, status: PresenceStatus) {
      statuses.set(userId, status);
      signals.changed(workspaceId, userId);
    },
    shows: (...userIds: UserId[]) => signals.watched(listener, userIds),
  };
}

test("among few, every change is told at once to everyone, and nothing that is none", () => {
  const { become } = open(10);
  become(ann, "active");
  become(ann, "active");
  become(ann, "offline");
  become(ben, "offline");
  expect(told).toEqual([
    [ann, "active"],
    [ann, "offline"],
  ]);
});

test("among many, a socket is told of the people it shows, at first how they are", () => {
  const { become, shows } = open(500);
  become(ann, "active");
  vi.advanceTimersByTime(6_000);
  shows(ann);
  shows(ann, ben);
  become(ben, "active");
  become(cleo, "active");
  vi.advanceTimersByTime(6_000);
  shows(ben);
  become(ann, "away");
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([
    [ann, "active"],
    [ben, "offline"],
    [ben, "active"],
  ]);
});

test("among many, changes are gathered, and of somebody who flaps nothing is told", () => {
  const { become, shows } = open(500);
  shows(ann, ben);
  told = [];
  for (const status of ["active", "away", "offline"] as const) become(ann, status);
  become(ben, "away");
  expect(told).toEqual([]);
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([[ben, "away"]]);
});

test("who began to show somebody while they flapped ends up with how they are", () => {
  const { become, shows } = open(500);
  become(ann, "active");
  shows(ann);
  become(ann, "offline");
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([
    [ann, "active"],
    [ann, "offline"],
  ]);
});
