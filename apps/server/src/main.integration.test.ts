import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConversationId, MessageId, WorkspaceId } from "@hallway/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Actor, createActor } from "./testing/actor.ts";
import { createDatabase, type TestDatabase } from "./testing/create-database.ts";
import { type HallwayProcess, runHallway } from "./testing/run-hallway.ts";
import type { SocketActor } from "./testing/socket-actor.ts";
import { createWorkspace, findGeneral, newMessageId } from "./testing/world.ts";

const PATIENCE = { timeout: 120_000 };
const TIMEOUT_MS = 400_000;

let dataDir: string;
let hallway: HallwayProcess;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hallway-main-"));
});
afterEach(async () => {
  hallway.signal("SIGKILL");
  await hallway.exitCode;
  rmSync(dataDir, { recursive: true, force: true });
});

interface Place {
  ann: Actor;
  workspaceId: WorkspaceId;
  general: ConversationId;
}

async function settleIn(): Promise<Place> {
  const ann = createActor(hallway.url);
  await ann.signUp({ name: "Ann", email: "ann@example.com" });
  const workspaceId = await createWorkspace(ann, "acme");
  return { ann, workspaceId, general: await findGeneral(ann, workspaceId) };
}

/** A sender who sends one message after the other, and each again until it is acknowledged, as every client does. */
function keepSending(line: SocketActor, conversationId: ConversationId) {
  const acknowledged: MessageId[] = [];
  const refusals: { code: string; retryInMs?: number | undefined }[] = [];
  let unanswered: MessageId | null = null;
  const ended = (async () => {
    while (line.socket.connected) {
      const id: MessageId = unanswered ?? newMessageId();
      unanswered = id;
      const answer = await line
        .ask("message:send", { id, conversationId, text: `Said ${id}` })
        .catch(() => null);
      if (answer?.ok) {
        acknowledged.push(id);
        unanswered = null;
      } else if (answer) {
        refusals.push(answer.error);
      }
    }
  })();
  return {
    acknowledged,
    refusals,
    unanswered: () => unanswered,
    ended,
  };
}

async function storedIn({ ann, workspaceId, general }: Place): Promise<MessageId[]> {
  const ids: MessageId[] = [];
  for (let before: number | undefined; ; ) {
    const input = { conversationId: general, limit: 100, ...(before ? { before } : {}) };
    const { messages, hasOlder } = await ann.must("message:list", input, workspaceId);
    ids.unshift(...messages.filter(({ kind }) => kind === "text").map(({ id }) => id));
    if (!hasOlder) return ids;
    before = messages[0]?.seq;
  }
}

describe("with the embedded database", () => {
  test(
    "G6, G7: its death under load and its own end lose nothing that was acknowledged and double nothing that was not",
    async () => {
      hallway = await runHallway({ DATA_DIR: dataDir });
      const place = await settleIn();
      const lines = await Promise.all(
        Array.from({ length: 4 }, () => place.ann.connect(place.workspaceId)),
      );
      const senders = lines.map((line) => keepSending(line, place.general));
      const acknowledged = () => senders.flatMap((sender) => sender.acknowledged);
      const refusals = () => senders.flatMap((sender) => sender.refusals);
      const twentyMore = async () => {
        const before = acknowledged().length;
        await expect.poll(() => acknowledged().length, PATIENCE).toBeGreaterThan(before + 20);
      };

      for (let round = 1; round <= 2; round++) {
        await twentyMore();
        const before = refusals().length;
        process.kill(postmaster(), "SIGKILL");
        await expect.poll(() => refusals().length, PATIENCE).toBeGreaterThan(before);
      }
      await twentyMore();
      for (const refusal of refusals()) {
        expect(refusal).toMatchObject({ code: "unavailable", retryInMs: expect.any(Number) });
      }
      expect(lines.every(({ socket }) => socket.connected)).toBe(true);

      hallway.signal("SIGTERM");
      await Promise.all(senders.map(({ ended }) => ended));
      expect(await hallway.exitCode).toBe(0);

      hallway = await runHallway({ DATA_DIR: dataDir, PORT: new URL(hallway.url).port });
      const stored = await storedIn(place);
      expect(new Set(stored).size).toBe(stored.length);
      expect(stored).toEqual(expect.arrayContaining(acknowledged()));
      const rest = senders.map(({ unanswered }) => unanswered()).filter((id) => id !== null);
      for (const id of rest) {
        const message = { id, conversationId: place.general, text: `Said ${id}` };
        await place.ann.must("message:send", message, place.workspaceId);
      }
      expect((await storedIn(place)).toSorted()).toEqual([...acknowledged(), ...rest].toSorted());
    },
    TIMEOUT_MS,
  );

  function postmaster(): number {
    return Number.parseInt(
      readFileSync(join(dataDir, "postgres/cluster/postmaster.pid"), "utf8"),
      10,
    );
  }
});

describe("behind a balancer", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  test(
    "told to end it leaves readiness, goes on serving, moves its people elsewhere, and ends",
    async () => {
      hallway = await runHallway({
        DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        DRAIN_SECONDS: "2",
      });
      const { ann, workspaceId, general } = await settleIn();
      const line = await ann.connect(workspaceId);
      hallway.signal("SIGTERM");
      await expect
        .poll(async () => (await fetch(`${hallway.url}/readyz`)).text(), PATIENCE)
        .toBe('{"ok":false,"reason":"draining"}');
      const message = { id: newMessageId(), conversationId: general, text: "Still here." };
      expect(await line.ask("message:send", message)).toMatchObject({ ok: true });
      await expect
        .poll(() => line.heard.find(({ event }) => event === "server_closing")?.payload, PATIENCE)
        .toEqual({ afterMs: expect.any(Number) });
      line.socket.disconnect();
      expect(await hallway.exitCode).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    "told twice it ends at once",
    async () => {
      hallway = await runHallway({
        DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        DRAIN_SECONDS: "10",
      });
      let code: number | null | "still there" = "still there";
      void hallway.exitCode.then((found) => {
        code = found;
      });
      const tellAgain = () => {
        hallway.signal("SIGTERM");
        return code;
      };
      await expect.poll(tellAgain, { ...PATIENCE, interval: 200 }).toBe(1);
    },
    TIMEOUT_MS,
  );
});
