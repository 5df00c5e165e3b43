import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeScenes, holdTime, Scene, settle, wake } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

test("another person who signed in while this tab was away sends and sees nothing of mine", async () => {
  const scene = new Scene();
  const { actions } = scene.workspace;
  const { id } = scene.general;
  await settle();
  scene.ada("unread");
  await settle();
  scene.browser.goOffline();
  actions.sendMessage(id, "by me");
  actions.setDraft(id, { text: "my half thought", picks: [] });
  actions.markRead(id, 1);
  scene.line.signIn("ada");
  scene.browser.goOnline();
  await wake();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(scene.state.me?.userId).toBe("ada");
  expect(scene.general.messages).toHaveLength(1);
  expect(scene.general.seat("ada").lastReadSeq).toBe(0);
  expect([
    scene.state.pending.size,
    scene.state.drafts.size,
    scene.state.readPointers.size,
  ]).toEqual([0, 0, 0]);

  scene.line.signIn("me");
  await scene.reconnect();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(scene.general.messages[1]).toMatchObject({ text: "by me", authorId: "me" });
  expect(scene.state.drafts.get(id)?.text).toBe("my half thought");
});

test("nothing that I do before it is known who is here is done as another person", async () => {
  const scene = new Scene();
  const { id } = scene.general;
  await settle();
  scene.ada("unread");
  await settle();
  scene.browser.goOffline();
  scene.line.signIn("ada");
  scene.line.hold();
  scene.browser.goOnline();
  await wake();
  scene.workspace.actions.markRead(id, 1);
  await vi.advanceTimersByTimeAsync(2_000);
  scene.line.release();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(scene.state.me?.userId).toBe("ada");
  expect(scene.general.seat("ada").lastReadSeq).toBe(0);
});

test("what I have not sent is not shown to another person for a moment either", async () => {
  const scene = new Scene();
  await settle();
  scene.browser.goOffline();
  scene.workspace.actions.sendMessage(scene.general.id, "by me");
  const seenByAda: number[] = [];
  scene.workspace.store.subscribe(({ me, pending }) => {
    if (me?.userId === "ada") seenByAda.push(pending.size);
  });
  scene.line.signIn("ada");
  scene.browser.goOnline();
  await wake();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(scene.state.me?.userId).toBe("ada");
  expect(seenByAda.slice(1)).not.toContain(1);
});
