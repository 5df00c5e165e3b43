import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { startServer } from "../testing/start-server.ts";
import { createWorkspace } from "../testing/world.ts";
import { rememberLastSeen } from "./remember-last-seen.ts";

test("admins see when somebody was last there", async () => {
  const server = await startServer();
  try {
    const owner = await server.signUp("Olga Owner");
    const workspaceId = await createWorkspace(owner, "acme");
    const lastSeenAt = async () => {
      const { members } = await owner.must("admin:members", {}, workspaceId);
      return members[0]?.lastSeenAt ?? null;
    };
    const tab = await owner.connect(workspaceId);
    expect(await lastSeenAt()).toBeNull();
    tab.socket.disconnect();
    await expect.poll(lastSeenAt, { timeout: 60_000 }).toEqual(expect.any(String));
  } finally {
    await server.close();
  }
});

test("a crowd that leaves at once is noted in few statements", async () => {
  const noted: string[][] = [];
  const left = rememberLastSeen({
    database: {
      async $executeRaw(_sql: unknown, memberIds: string[]) {
        noted.push(memberIds);
        return memberIds.length;
      },
    } as Parameters<typeof rememberLastSeen>[0]["database"],
    logger: pino({ level: "silent" }),
  });
  const crowd = Array.from({ length: 3_000 }, () => uuidv7());
  for (const memberId of crowd) left(memberId);
  await expect.poll(() => noted.flat().length).toBe(crowd.length);
  expect(new Set(noted.flat())).toEqual(new Set(crowd));
  expect(noted.length).toBeLessThanOrEqual(2);
});
