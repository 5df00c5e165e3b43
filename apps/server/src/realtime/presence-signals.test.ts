import { asId, type PresenceStatus, type UserId, type WorkspaceId } from "@hallway/protocol";
import { Server } from "socket.io";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPresenceSignals } from "./presence-signals.ts";

const workspaceId = asId<WorkspaceId>(uuidv7());
const [ann, ben] = [asId<UserId>(uuidv7()), asId<UserId>(uuidv7())];

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
  void namespace.adapter.addAll("listener", new Set(["workspace"]));
  const listener = {
    notifyOutgoingListeners: () => undefined,
    client: {
      writeToEngine([text]: [string]) {
        const [, { userId, status }] = JSON.parse(text.slice(text.indexOf("[")));
        told.push([userId, status]);
      },
    },
  };
  Object.assign(namespace, { sockets: { size: sockets, get: () => listener } });
  return createPresenceSignals(io, (_workspaceId, userId) => statuses.get(userId) ?? "offline");
}

test("among few, every change is told at once, and nothing that is none", () => {
  const signals = open(10);
  statuses.set(ann, "active");
  signals.changed(workspaceId, ann);
  signals.changed(workspaceId, ann);
  statuses.delete(ann);
  signals.changed(workspaceId, ann);
  signals.changed(workspaceId, ben);
  expect(told).toEqual([
    [ann, "active"],
    [ann, "offline"],
  ]);
});

test("among many, changes are gathered, and of somebody who flaps nothing is told", () => {
  const signals = open(500);
  for (const status of ["active", "away", "offline"] as const) {
    statuses.set(ann, status);
    signals.changed(workspaceId, ann);
  }
  statuses.set(ben, "away");
  signals.changed(workspaceId, ben);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([[ben, "away"]]);
});
