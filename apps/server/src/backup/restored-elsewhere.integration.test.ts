import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Bootstrap,
  ConversationId,
  MessageId,
  MessageView,
  WorkspaceId,
} from "@hallway/protocol";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../testing/actor.ts";
import {
  createDatabase,
  createEmptyDatabase,
  type TestDatabase,
} from "../testing/create-database.ts";
import { createLineClient } from "../testing/line-client.ts";
import { startServer, type TestServer } from "../testing/start-server.ts";
import { readMessages } from "../testing/truth.ts";
import {
  admitByLink,
  createWorkspace,
  findGeneral,
  newMessageId,
  tokenOf,
} from "../testing/world.ts";
import { openFolder } from "./backup-folder.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const logger = pino({ level: "silent" });
const secret = "a secret of twenty or more";
const FEW = 30;

let home: string;
let first: TestServer;
let second: TestServer;
let workspaceId: WorkspaceId;
let general: ConversationId;
let bob: Actor;
let openInvite: string;
let ackedBefore: MessageId[];
/** What Bob's device held of the first server when that was lost: more than the backup has. */
let heldBefore: Bootstrap;
let bobAgain: Actor;
let messages: MessageView[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "hallway-elsewhere-"));
  const source = await createDatabase();
  first = await startServer({}, { database: source });
  const ann = await first.signUp("Ann Archer");
  bob = await first.signUp("Bob Baker");
  workspaceId = await createWorkspace(ann, "acme");
  general = await findGeneral(ann, workspaceId);
  await admitByLink(ann, { workspaceId, role: "member", actors: [bob] });
  const { url } = await ann.must("invite:create", { role: "member" }, workspaceId);
  openInvite = tokenOf(url);
  await backUpUnderLoad(source, [ann, ann, bob]);
  heldBefore = await bob.must("workspace:bootstrap", {}, workspaceId);

  const target = await createEmptyDatabase();
  const backup = await openFolder(join(home, "backup"), secret);
  await restoreBackup(backup, { url: target.url, logger });
  // The same secrets, so that an old cookie is refused for its session alone.
  second = await startServer({ DATA_DIR: first.dataDir }, { database: target });
  bobAgain = second.anonymous();
  await bobAgain.signIn(bob.email);
  messages = await readMessages(bobAgain, workspaceId, general);
});

afterAll(async () => {
  await second?.close();
  await first?.close();
  rmSync(home, { recursive: true, force: true });
});

/** Takes the backup while everyone sends as fast as they can. */
async function backUpUnderLoad(source: TestDatabase, senders: Actor[]): Promise<void> {
  const acked: MessageId[] = [];
  const enough = Promise.withResolvers<void>();
  let sending = true;
  const loads = senders.map(async (actor) => {
    while (sending) {
      const input = { id: newMessageId(), conversationId: general, text: "Under load." };
      await actor.must("message:send", input, workspaceId);
      acked.push(input.id);
      if (acked.length >= FEW) enough.resolve();
    }
  });
  await enough.promise;
  ackedBefore = [...acked];
  await writeBackup({ url: source.url, folder: join(home, "backup"), secret });
  const during = acked.length;
  while (acked.length < during + FEW) await Promise.race([...loads, new Promise(setImmediate)]);
  sending = false;
  await Promise.all(loads);
}

describe("a backup taken under load and restored elsewhere", () => {
  it("holds every message that was acknowledged before it, once", () => {
    const ids = messages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ackedBefore.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("has dense places and ticks, and goes on counting there", async () => {
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    const { conversations, clocks } = await bobAgain.must("workspace:bootstrap", {}, workspaceId);
    const view = conversations.find(({ id }) => id === general);
    expect(view?.lastSeq).toBe(messages.length);
    const clock = clocks[`channel:${general}`] ?? 0;
    expect(clock).toBe(Math.max(...messages.map(({ tick }) => tick)));
    const input = { id: newMessageId(), conversationId: general, text: "We are back." };
    const { message } = await bobAgain.must("message:send", input, workspaceId);
    expect(message).toMatchObject({ seq: messages.length + 1, tick: clock + 1 });
  });

  it("counts as unread what follows the read pointer", async () => {
    const { participations } = await bobAgain.must("workspace:bootstrap", {}, workspaceId);
    const mine = participations.find(({ conversationId }) => conversationId === general);
    const unread = messages.filter(
      ({ seq, authorId, kind }) =>
        seq > (mine?.lastReadSeq ?? 0) && authorId !== bob.userId && kind === "text",
    );
    expect(mine?.unreadCount).toBe(unread.length);
  });

  it("knows nobody who was signed in, and no invitation that was open", async () => {
    const old = second.anonymous();
    old.cookie = bob.cookie;
    expect(await old.ask("workspace:bootstrap", {}, workspaceId)).toMatchObject({
      ok: false,
      error: { code: "unauthenticated" },
    });
    expect(await bobAgain.ask("invite:preview", { token: openInvite })).toMatchObject({
      ok: false,
    });
  });

  it("G13: makes a client that was ahead of it start afresh, without a stale row", async () => {
    expect(heldBefore.clocks[`channel:${general}`]).toBeGreaterThan(messages.length);
    const device = createLineClient(bobAgain, { workspaceId, seed: 1 });
    device.startFrom(heldBefore);
    await device.connect();
    await device.settle();
    const now = await readMessages(bobAgain, workspaceId, general);
    expect(device.client.held().messages.get(general)).toEqual(now);
    const { clocks, epoch } = await bobAgain.must("workspace:bootstrap", {}, workspaceId);
    expect(epoch).not.toBe(heldBefore.epoch);
    expect(Object.fromEntries(device.client.clocks)).toEqual(clocks);
    device.disconnect();
  });
});
