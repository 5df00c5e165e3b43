import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Answer,
  asId,
  type Change,
  type CommandName,
  type Commands,
  type InputOf,
  type OutputOf,
  type PresenceStatus,
  type Role,
  type SessionId,
  type UserId,
  type WorkspaceId,
} from "@hallway/protocol";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { createAccounts } from "../auth/create-accounts.ts";
import type { MemberCaller } from "../caller.ts";
import { channelCommands } from "../channels/channels.commands.ts";
import { insertChannel } from "../channels/insert-channel.ts";
import { parseConfig } from "../config.ts";
import type { Context } from "../context.ts";
import { conversationCommands } from "../conversations/conversations.commands.ts";
import { connectDatabase } from "../database/client.ts";
import { type Committed, inTransaction } from "../database/transaction.ts";
import { directMessageCommands } from "../direct-messages/direct-messages.commands.ts";
import { watchDiskSpace } from "../disk-space.ts";
import { createMailer } from "../mail/create-mailer.ts";
import { enterWorkspace } from "../members/enter-workspace.ts";
import { memberCommands } from "../members/members.commands.ts";

import { messageCommands } from "../messages/messages.commands.ts";
import { createSendLanes } from "../messages/send-lanes.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { createMarkLanes } from "../read-state/mark-lanes.ts";
import { readStateCommands } from "../read-state/read-state.commands.ts";
import { type Binding, runCommand } from "../realtime/bind-command.ts";
import { createNoBus } from "../realtime/bus.ts";
import { createRoom } from "../realtime/clock.ts";
import { createRateLimits } from "../realtime/rate-limits.ts";
import { type Room, roomName, workspaceRoom } from "../realtime/rooms.ts";
import { createTraffic } from "../realtime/traffic.ts";
import { createDatabase } from "./create-database.ts";
import { requireMember } from "./require-member.ts";

/** Someone on the stage, as they were when they came; commands ask the database anew. */
export type Player = MemberCaller;

/** Commands of channels, people and messages without a network: what they answer, and what they would have told. */
export interface Stage {
  context: Context;
  workspaceId: WorkspaceId;
  owner: Player;
  /** Every commit's publication, in order. */
  published: Committed[];
  presence: Map<UserId, PresenceStatus>;
  /** A new account in this workspace. */
  admits(name: string, role?: Role, channelIds?: readonly string[]): Promise<Player>;
  ask<Name extends CommandName>(
    player: Player,
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<Answer<OutputOf<Commands[Name]>>>;
  must<Name extends CommandName>(
    player: Player,
    name: Name,
    input: InputOf<Commands[Name]>,
  ): Promise<OutputOf<Commands[Name]>>;
  /** What a room was told since the last `forget`. */
  told(room: string): Change[];
  forget(): void;
  close(): Promise<void>;
}

const bindings: readonly Binding[] = [
  ...channelCommands,
  ...conversationCommands,
  ...directMessageCommands,
  ...memberCommands,
  ...messageCommands,
  ...readStateCommands,
];

const DAY_MS = 24 * 60 * 60 * 1_000;

export async function openStage(): Promise<Stage> {
  const files = await createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "hallway-stage-"));
  const published: Committed[] = [];
  const presence = new Map<UserId, PresenceStatus>();
  const context = createContext({ url: files.url, dataDir, published, presence });
  const { database } = context;
  const workspaceId = asId<WorkspaceId>(uuidv7());
  await database.workspace.create({ data: { id: workspaceId, name: "Acme", slug: "acme" } });
  await createRoom(database, workspaceRoom(workspaceId));

  async function admits(
    name: string,
    role: Role = "member",
    channelIds: readonly string[] = [],
  ): Promise<Player> {
    const userId = asId<UserId>(uuidv7());
    const email = `${userId}@example.com`;
    await database.user.create({ data: { id: userId, name, email } });
    const sessionId = asId<SessionId>(uuidv7());
    await database.session.create({
      data: { id: sessionId, token: sessionId, userId, expiresAt: new Date(Date.now() + DAY_MS) },
    });
    const account = { userId, name, email, sessionId, ...VISITOR };
    const workspace = { id: workspaceId };
    await inTransaction(context, (tx) =>
      enterWorkspace(tx, { account, workspace, role, channelIds }),
    );
    return requireMember(context, account, workspaceId);
  }

  const owner = await admits("Olga Owner", "owner");
  for (const name of ["general", "random"]) {
    const channel = { workspaceId, name, topic: "", private: false, general: name === "general" };
    await inTransaction(context, (tx) => insertChannel(tx, { ...channel, creator: owner }));
  }

  const stage: Stage = {
    context,
    workspaceId,
    owner,
    published,
    presence,
    admits,
    async ask(player, name, input) {
      const binding = bindings.find(({ contract }) => contract.name === name);
      if (!binding) throw new Error(`${name} is not on this stage`);
      const findCaller = () => requireMember(context, player, workspaceId);
      const answer = await runCommand(context, binding, { input, findCaller });
      return answer as Answer<OutputOf<Commands[typeof name]>>;
    },
    async must(player, name, input) {
      const answer = await stage.ask(player, name, input);
      if (answer.ok) return answer.data;
      throw new Error(`${name} answered ${answer.error.code}: ${answer.error.message}`);
    },
    told: (room) =>
      published.flatMap(({ rooms }) =>
        [...rooms.values()]
          .filter((moved) => roomName(moved.room) === room)
          .flatMap(({ changes }) => changes),
      ),
    forget: () => void published.splice(0),
    async close() {
      context.disk.close();
      await database.$disconnect();
      await files.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

const VISITOR = { ip: "127.0.0.1", userAgent: "vitest" };

function createContext(given: {
  url: string;
  dataDir: string;
  published: Committed[];
  presence: Map<UserId, PresenceStatus>;
}): Context {
  const config = parseConfig({ DATA_DIR: given.dataDir, LOG_LEVEL: "silent" }, given.dataDir);
  const logger = pino({ level: "silent" });
  const database = connectDatabase(given.url);
  const publisher = {
    publish: (committed: Committed) => void given.published.push(committed),
    close: () => undefined,
  };
  const mailer = createMailer({ config, logger });
  const metrics = createMetrics();
  return {
    config,
    logger,
    database,
    publisher,
    mailer,
    accounts: createAccounts({ config, logger, database, publisher, mailer }),
    bus: createNoBus(),
    counts: null,
    gate: {
      hear: () => undefined,
      hearClock: () => undefined,
      admit: () => true,
      settled: async () => undefined,
      catchUp: async () => undefined,
      close: () => undefined,
    },
    endings: { tell: () => undefined, overtaking: () => null },
    typing: { listenTo: () => undefined, hear: () => undefined },
    presence: {
      of: (_workspaceId, userId) => given.presence.get(userId) ?? "offline",
      online: () => given.presence,
      opened: () => undefined,
      reported: () => undefined,
      watched: () => undefined,
      closed: () => undefined,
      hear: () => undefined,
      missed: () => undefined,
      close: () => undefined,
    },
    limits: createRateLimits({ enabled: false }),
    metrics,
    traffic: createTraffic(),
    disk: watchDiskSpace({ config, logger }),
    sends: createSendLanes({ database, publisher, logger, metrics }),
    marks: createMarkLanes({ database, publisher, logger }),
    checkOutput: true,
  };
}

/** Everything that was told, room by room: each room's clock moved on without a hole. */
export function readTold(
  published: readonly Committed[],
): Map<string, { room: Room; clock: number; changes: Change[] }> {
  const rooms = new Map<string, { room: Room; clock: number; changes: Change[] }>();
  const told = published.flatMap((committed) => [...committed.rooms.values()]);
  for (const { room, from, to, changes } of told.sort((a, b) => a.from - b.from)) {
    const known = rooms.get(room.id) ?? { room, clock: 0, changes: [] };
    if (known.clock !== from) {
      throw new Error(`${roomName(room)} jumped from ${known.clock} to ${from}`);
    }
    rooms.set(room.id, { room, clock: to, changes: [...known.changes, ...changes] });
  }
  return rooms;
}
