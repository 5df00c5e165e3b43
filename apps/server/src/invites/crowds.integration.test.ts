import {
  asId,
  type InputOf,
  type inviteCreate,
  type SessionId,
  type UserId,
} from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { AccountCaller } from "../caller.ts";
import type { Actor } from "../testing/actor.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { buildWorld, makeInvite, type World } from "../testing/world.ts";
import { acceptInvite } from "./accept-invite.ts";

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await buildWorld(server);
});
afterAll(() => server.close());

const invite = (actor: Actor, input?: InputOf<typeof inviteCreate>) =>
  makeInvite(actor, world.workspaceId, input);

function memberRows(userIds: string[]) {
  return server.app.context.database.member.findMany({
    where: { workspaceId: world.workspaceId, userId: { in: userIds } },
  });
}

/** Accounts without a password, for tests that need many at once. */
async function makeAccounts(count: number): Promise<AccountCaller[]> {
  const accounts = Array.from({ length: count }, (_, index) => {
    const userId = asId<UserId>(uuidv7());
    const sessionId = asId<SessionId>(uuidv7());
    const person = { name: `Person ${index}`, email: `${userId}@example.com` };
    return { userId, sessionId, ...person, ip: "127.0.0.1", userAgent: null };
  });
  await server.app.context.database.user.createMany({
    data: accounts.map(({ userId, name, email }) => ({
      id: userId,
      name,
      email,
      updatedAt: new Date(),
    })),
  });
  return accounts;
}

async function acceptAll(accounts: AccountCaller[], token: string) {
  const { context } = server.app;
  const outcomes = await Promise.allSettled(
    accounts.map((account) => acceptInvite(context, account, { token })),
  );
  const failures = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  return { accepted: outcomes.length - failures.length, failures };
}

test("X34, G55: a single-use invitation accepted 50 times at once lets one in", async () => {
  const { token } = await invite(world.owner, { maxUses: 1 });
  const accounts = await makeAccounts(50);
  const { accepted, failures } = await acceptAll(accounts, token);
  expect(accepted).toBe(1);
  expect(failures.map((failure) => failure.view?.code)).toEqual(Array(49).fill("not_found"));
  expect(await memberRows(accounts.map(({ userId }) => userId))).toHaveLength(1);
});

test("X34: a use that another server process takes meanwhile is not taken again", async () => {
  const { token, invite: view } = await invite(world.owner, { maxUses: 1 });
  const { database } = server.app.context;
  const outcome = await database.$transaction(async (other) => {
    await other.invite.update({ where: { id: view.id }, data: { uses: 1 } });
    const accepting = acceptAll(await makeAccounts(1), token);
    await vi.waitFor(async () => {
      const [row] = await database.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(row?.waiting).toBe(1);
    });
    return { accepting };
  });
  const { accepted, failures } = await outcome.accepting;
  expect([accepted, failures[0]?.view.code]).toEqual([0, "not_found"]);
});

test("X92: with one use left, 50 at once fill the last seat once", async () => {
  const { token, invite: view } = await invite(world.owner, { maxUses: 3 });
  const [first, second, ...rest] = await makeAccounts(52);
  const early = [first, second].filter((account) => account !== undefined);
  expect(await acceptAll(early, token)).toMatchObject({ accepted: 2 });
  expect(await acceptAll(rest, token)).toMatchObject({ accepted: 1 });
  const row = await server.app.context.database.invite.findUniqueOrThrow({
    where: { id: view.id },
  });
  expect(row.uses).toBe(3);
});

test("fifty people who follow one link at once all come in", async () => {
  const { token, invite: view } = await invite(world.owner);
  const accounts = await makeAccounts(50);
  const { failures } = await acceptAll(accounts, token);
  expect(failures).toEqual([]);
  const row = await server.app.context.database.invite.findUniqueOrThrow({
    where: { id: view.id },
  });
  expect(row.uses).toBe(50);
  const general = await server.app.context.database.conversation.findUniqueOrThrow({
    where: { id: world.general },
    include: { _count: { select: { participants: { where: { leftAt: null } } } } },
  });
  expect(general.memberCount).toBe(general._count.participants);
});

test("one account accepting many times at once is one member and one use", async () => {
  const { token, invite: view } = await invite(world.owner);
  const [account] = await makeAccounts(1);
  if (!account) throw new Error("No account was made");
  const { failures } = await acceptAll(Array(10).fill(account), token);
  expect(failures).toEqual([]);
  expect(await memberRows([account.userId])).toHaveLength(1);
  const row = await server.app.context.database.invite.findUniqueOrThrow({
    where: { id: view.id },
  });
  expect(row.uses).toBe(1);
});
