import {
  asId,
  type Refusal,
  type SessionId,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import type { Ending } from "../database/transaction.ts";
import { createEndings } from "./endings.ts";
import type { HallwayServer, HallwaySocket } from "./hallway-socket.ts";

const refusal: Refusal = { code: "unauthenticated", message: "Signed out." };
const [userId, workspaceId, sessionId] = [
  asId<UserId>(uuidv7()),
  asId<WorkspaceId>(uuidv7()),
  asId<SessionId>(uuidv7()),
];

/** Ann's socket, which knocked at that time. */
function socketOf(knockedAt: number, suffix = ""): HallwaySocket {
  const data = { userId, workspaceId, sessionId, knockedAt };
  return { data, nsp: { name: `/w/${workspaceId}${suffix}` } } as HallwaySocket;
}

const open = () => createEndings(Object.assign({} as HallwayServer, { _nsps: new Map() }));

describe("whoever is just being let in", () => {
  const hers: [string, Omit<Ending, "refusal">][] = [
    ["all her sessions", { userId }],
    ["this one", { userId, sessionIds: [uuidv7(), sessionId] }],
    ["this workspace", { userId, workspaceId }],
  ];
  test.each(hers)("is overtaken by an ending of %s", (_, ending) => {
    const [endings, socket] = [open(), socketOf(performance.now())];
    expect(endings.overtaking(socket)).toBeNull();
    endings.tell({ ...ending, refusal });
    expect(endings.overtaking(socket)).toEqual(refusal);
  });

  const others: [string, Omit<Ending, "refusal">][] = [
    ["somebody else", { userId: asId<UserId>(uuidv7()) }],
    ["another session", { userId, sessionIds: [uuidv7()] }],
    ["another workspace", { userId, workspaceId: asId<WorkspaceId>(uuidv7()) }],
    ["the panel", { userId, workspaceId, adminOnly: true }],
  ];
  test.each(others)("is not by one that concerns %s", (_, ending) => {
    const [endings, socket] = [open(), socketOf(performance.now())];
    endings.tell({ ...ending, refusal });
    expect(endings.overtaking(socket)).toBeNull();
  });

  test("loses the panel by an ending of it", () => {
    const [endings, socket] = [open(), socketOf(performance.now(), "/admin")];
    endings.tell({ userId, workspaceId, adminOnly: true, refusal });
    expect(endings.overtaking(socket)).toEqual(refusal);
  });

  test("is not by what was over before they came", () => {
    const endings = open();
    endings.tell({ userId, refusal });
    expect(endings.overtaking(socketOf(performance.now() + 1))).toBeNull();
  });
});
