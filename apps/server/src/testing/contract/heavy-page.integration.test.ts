import { limits } from "@hallway/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { startServer, type TestServer } from "../start-server.ts";
import { createChannel, say } from "../world.ts";

let server: TestServer;
let writer: Actor;

beforeAll(async () => {
  server = await startServer();
  writer = await server.signUp("Wim Writer");
});
afterAll(() => server.close());

/** As long and as heavy as a message may be: some twenty fill one answer. */
const LONG = "🦔".repeat(limits.messageText);
const COUNT = 30;

test("a timeline of the heaviest messages comes in smaller pages, whole in both directions", async () => {
  const { workspace } = await writer.must("workspace:create", { name: "Acme", slug: "acme" });
  const { id } = await createChannel(writer, workspace.id, { with: [] });
  for (let count = 0; count < COUNT; count++)
    await say(writer, workspace.id, { to: id, text: LONG });
  const page = (place: object) =>
    writer.must("message:list", { conversationId: id, limit: 100, ...place }, workspace.id);
  const { conversations } = await writer.must("workspace:bootstrap", {}, workspace.id);
  const last = conversations.find((one) => one.id === id)?.lastSeq ?? 0;
  const every = Array.from({ length: last }, (_, index) => index + 1);

  const up: number[] = [];
  for (let before = last + 1, more = true; more; before = up[0] ?? 0) {
    const { messages, hasOlder } = await page({ before });
    expect(messages.length).toBeGreaterThan(0);
    up.unshift(...messages.map(({ seq }) => seq));
    more = hasOlder;
  }
  const down: number[] = [];
  for (let after = 0, more = true; more; after = down.at(-1) ?? last) {
    const { messages, hasNewer } = await page({ after });
    expect(messages.length).toBeGreaterThan(0);
    down.push(...messages.map(({ seq }) => seq));
    more = hasNewer;
  }
  expect(up).toEqual(every);
  expect(down).toEqual(every);

  const middle = Math.floor(last / 2);
  const around = await page({ around: middle });
  const seqs = around.messages.map(({ seq }) => seq);
  expect(seqs).toContain(middle);
  expect(seqs.length).toBeLessThan(last);
  expect(seqs).toEqual(every.slice((seqs[0] ?? 1) - 1, seqs.at(-1)));
  expect([around.hasOlder, around.hasNewer]).toEqual([seqs[0] !== 1, seqs.at(-1) !== last]);
});
