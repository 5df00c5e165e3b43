import { rateLimits } from "@hallway/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { selectUnread } from "../state/unread-of-state.ts";
import { ROUTINE_MS } from "./catch-up.ts";
import { HOLE_PACE_MS, HOLE_PATIENCE_MS } from "./hole-watch.ts";
import { AWAY_MS } from "./live-workspace.ts";
import { closeScenes, holdTime, newServer, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

describe("the first picture", () => {
  test("is read once, when the line is up", async () => {
    const scene = new Scene();
    expect(scene.state.connection).toEqual({ phase: "connecting" });
    expect(scene.state.loading).toEqual({ phase: "loading" });
    await settle();
    expect(scene.state.connection).toEqual({ phase: "live" });
    expect(scene.state.loading).toEqual({ phase: "ready" });
    expect(scene.state.me?.userId).toBe("me");
    expect(scene.line.countAsked("workspace:bootstrap")).toBe(1);
  });

  test("is not overtaken by what happens while it travels", async () => {
    const scene = new Scene();
    scene.line.hold();
    await settle();
    scene.ada("while it travels");
    await settle();
    expect(scene.state.messages.size).toBe(0);
    scene.line.release();
    await settle();
    expect(selectUnread(scene.state, scene.general.id)).toMatchObject({ unread: 1 });
  });

  test("that fails is told and asked for again", async () => {
    const scene = new Scene();
    scene.line.losesAnswersOf.add("workspace:bootstrap");
    await settle();
    expect(scene.state.loading).toMatchObject({ phase: "failed", error: { code: "unavailable" } });
    scene.line.losesAnswersOf.clear();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(scene.state.loading).toEqual({ phase: "ready" });
  });
});

describe("catching up", () => {
  test("brings once what was sent while the line was down", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    scene.ada("one");
    scene.line.break("network");
    scene.ada("two");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(scene.state.connection).toEqual({ phase: "live" });
    expect(scene.texts).toEqual(["one", "two"]);
  });

  test("closes a hole after a moment", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    scene.line.losesChanges = true;
    scene.ada("lost");
    scene.line.losesChanges = false;
    scene.ada("came");
    await settle();
    expect(scene.texts).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOLE_PATIENCE_MS);
    expect(scene.texts).toEqual(["lost", "came"]);
    expect(scene.line.countAsked("sync")).toBe(1);
  });

  test("closes holes together that come one after the other, as while nodes hear nothing of each other", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    let longest = 0;
    for (let second = 1; second <= 60; second++) {
      scene.line.losesChanges = true;
      scene.ada(`lost ${second}`);
      scene.line.losesChanges = false;
      scene.ada(`came ${second}`);
      await vi.advanceTimersByTimeAsync(1_000);
      longest = Math.max(longest, second - scene.texts.length / 2);
    }
    expect(longest * 1_000).toBeLessThanOrEqual(HOLE_PACE_MS);
    expect(scene.line.countAsked("sync")).toBeLessThan(rateLimits.sync.points / 2);
    await vi.advanceTimersByTimeAsync(2 * HOLE_PACE_MS);
    expect(scene.texts.length).toBe(120);
    scene.line.losesChanges = true;
    scene.ada("lost after a while");
    scene.line.losesChanges = false;
    scene.ada("came after a while");
    await vi.advanceTimersByTimeAsync(HOLE_PATIENCE_MS);
    expect(scene.texts.at(-1)).toBe("came after a while");
  });

  test("does not ask when the hole closes by itself", async () => {
    const scene = new Scene();
    await settle();
    const early: (() => void)[] = [];
    const pass = scene.line.down.changes;
    scene.line.down.changes = (changes) => early.push(() => pass(changes));
    scene.ada("one");
    scene.ada("two");
    for (const arrive of early.reverse()) arrive();
    await vi.advanceTimersByTimeAsync(HOLE_PATIENCE_MS * 2);
    expect(scene.line.countAsked("sync")).toBe(0);
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(2);
  });

  test("follows the hint of a room whose last change was lost", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesChanges = true;
    scene.ada("lost");
    const { room, clock } = scene.general;
    scene.line.down.clock({ room, to: clock });
    await vi.advanceTimersByTimeAsync(HOLE_PATIENCE_MS + 20);
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(1);
  });

  test("reads everything anew when a hole does not close, and does not go on for ever", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesAnswersOf.add("sync");
    scene.line.losesChanges = true;
    scene.ada("lost");
    scene.line.losesChanges = false;
    scene.ada("came");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(2);
    expect(scene.line.countAsked("workspace:bootstrap")).toBe(2);
  });

  test("compares everything twice a minute though nothing is heard", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesChanges = true;
    scene.ada("unheard");
    await vi.advanceTimersByTimeAsync(ROUTINE_MS * 1.1);
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(1);
    expect(scene.line.countAsked("sync")).toBe(1);
  });

  test("compares half as often while nobody looks", async () => {
    const scene = new Scene();
    await settle();
    scene.browser.isVisible = () => false;
    await vi.advanceTimersByTimeAsync(ROUTINE_MS * 1.1 * 4);
    expect(scene.line.countAsked("sync")).toBe(2);
  });

  test.each([
    ["longer than a minute compares", AWAY_MS + 1, 1],
    ["a moment does not", 1_000, 0],
  ])("a tab that was away %s", async (...[, away, syncs]) => {
    const scene = new Scene();
    await settle();
    scene.browser.tell("onHidden");
    vi.setSystemTime(Date.now() + away);
    scene.browser.tell("onVisible");
    await settle();
    expect(scene.line.countAsked("sync")).toBe(syncs);
  });

  test("starts afresh when the database is another one", async () => {
    const scene = new Scene();
    await settle();
    const other = newServer();
    other.renameWorkspace("Restored");
    scene.server.epoch = other.newId() as never;
    scene.server.workspace = { ...other.workspace, name: "Restored", tick: 1 };
    await scene.reconnect();
    expect(scene.state.workspace?.name).toBe("Restored");
    expect(scene.state.epoch).toBe(scene.server.epoch);
  });

  test("forgets a private channel that I was removed from meanwhile, with my draft", async () => {
    const scene = new Scene();
    const secret = scene.server.createConversation("secret");
    scene.server.setPrivate(secret, true);
    scene.server.join(secret, "me");
    await settle();
    scene.workspace.actions.setDraft(secret.id, { text: "psst", picks: [] });
    await vi.advanceTimersByTimeAsync(500);
    expect([...scene.device.kept.keys()].join()).toContain(secret.id);
    scene.line.break("network");
    scene.server.leave(secret, "me");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(scene.state.conversations.has(secret.id)).toBe(false);
    expect(scene.state.drafts.size).toBe(0);
    expect([...scene.device.kept.keys()].join()).not.toContain(secret.id);
  });

  test("loads the screen's page again when its room moved too far", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    scene.line.break("network");
    for (let n = 1; n <= 60; n++) scene.ada(`m${n}`);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(scene.texts).toHaveLength(50);
    expect(scene.texts.at(-1)).toBe("m60");
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(60);
  });

  test("reads no first picture after a gap: who is here is told to whoever names the people shown", async () => {
    const scene = new Scene();
    await settle();
    scene.workspace.actions.showPresence("ada");
    await scene.reconnect();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(scene.line.countAsked("workspace:bootstrap")).toBe(1);
    expect(scene.line.told.at(-1)).toEqual({
      event: "presence:watch",
      report: { userIds: ["ada"] },
    });
  });
});
