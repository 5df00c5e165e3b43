import type { ErrorView } from "@hallway/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { selectTimeline } from "../state/shown-timeline.ts";
import { MOST_FAILURES } from "./outbox.ts";
import { closeScenes, holdTime, newServer, Scene, settle, wake } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

function stored(scene: Scene): string[] {
  return scene.general.messages.map(({ text }) => text);
}

function pending(scene: Scene) {
  return selectTimeline(scene.state, scene.general.id).pending;
}

function send(scene: Scene, text: string): string {
  return scene.workspace.actions.sendMessage(scene.general.id, text);
}

describe("what I send", () => {
  test("is on my screen and in the drawer at once, and settled by its arrival", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    scene.line.hold();
    const id = send(scene, "hello");
    expect(pending(scene)).toMatchObject([{ id, text: "hello", status: "waiting", error: null }]);
    await settle();
    scene.line.release();
    await settle();
    expect(pending(scene)).toEqual([]);
    expect(scene.device.messages.size).toBe(0);
    expect(scene.texts).toEqual(["hello"]);
    expect(scene.general.messages[0]?.id).toBe(id);
  });

  test("goes out in order, one at a time", async () => {
    const scene = new Scene();
    await settle();
    scene.line.hold();
    for (const text of ["one", "two", "three"]) send(scene, text);
    await settle();
    expect(scene.line.countAsked("message:send")).toBe(1);
    scene.line.release();
    await settle();
    expect(stored(scene)).toEqual(["one", "two", "three"]);
  });

  test("offline waits, and goes in order when the browser is back", async () => {
    const scene = new Scene();
    await settle();
    scene.browser.goOffline();
    for (const text of ["one", "two"]) send(scene, text);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pending(scene)).toHaveLength(2);
    expect(stored(scene)).toEqual([]);
    scene.browser.goOnline();
    await wake();
    expect(stored(scene)).toEqual(["one", "two"]);
    expect(pending(scene)).toEqual([]);
  });

  test("goes again under the same id when the answer was lost, and is one message", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesAnswersOf.add("message:send");
    scene.line.losesChanges = true;
    send(scene, "once");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(scene.line.countAsked("message:send")).toBeGreaterThan(1);
    scene.line.losesAnswersOf.clear();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(stored(scene)).toEqual(["once"]);
    expect(pending(scene)).toEqual([]);
  });

  test("survives a reload", async () => {
    const first = new Scene();
    await settle();
    first.browser.goOffline();
    const id = send(first, "still here");
    await settle();
    first.workspace.close();
    const second = new Scene({ server: first.server, device: first.device });
    await settle();
    expect(stored(second)).toEqual(["still here"]);
    expect(second.general.messages[0]?.id).toBe(id);
    expect(second.device.messages.size).toBe(0);
  });

  test("that arrived before the reload is not sent again", async () => {
    const first = new Scene();
    await settle();
    first.browser.goOffline();
    const id = send(first, "sent elsewhere");
    await settle();
    first.workspace.close();
    first.server.send(first.general, { authorId: "me", text: "sent elsewhere", id });
    const second = new Scene({ server: first.server, device: first.device });
    second.workspace.actions.openConversation(second.general.id);
    await settle();
    expect(stored(second)).toEqual(["sent elsewhere"]);
    expect(pending(second)).toEqual([]);
  });

  test("is sent even where the browser keeps nothing", async () => {
    const scene = new Scene();
    scene.device.isStorageBroken = true;
    await settle();
    send(scene, "hello");
    await settle();
    expect(stored(scene)).toEqual(["hello"]);
  });
});

describe("a failure", () => {
  const forbidden: ErrorView = { code: "forbidden", message: "Only admins write here." };

  test.each<[ErrorView]>([
    [forbidden],
    [{ code: "not_found", message: "There is no such conversation." }],
    [{ code: "invalid", message: "Use at most 12,000 characters.", field: "text" }],
    [{ code: "too_large", message: "This is too large." }],
    [{ code: "conflict", message: "This channel is archived." }],
  ])("of the message is told, with what I wrote: %j", async (error) => {
    const scene = new Scene();
    await settle();
    scene.line.failures.push(error);
    send(scene, "no");
    await settle();
    send(scene, "next");
    await settle();
    expect(pending(scene)).toMatchObject([{ text: "no", status: "failed", error }]);
    expect(stored(scene)).toEqual(["next"]);
  });

  test("of a message that has arrived meanwhile changes nothing", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    const { failures } = scene.line;
    const shift = vi.spyOn(failures, "shift");
    const id = send(scene, "there already");
    shift.mockImplementationOnce(() => {
      scene.server.send(scene.general, { authorId: "me", text: "there already", id });
      return forbidden;
    });
    await settle();
    expect(scene.texts).toEqual(["there already"]);
    expect(pending(scene)).toEqual([]);
    expect(scene.device.messages.size).toBe(0);
  });

  test("can be tried again, or thrown away", async () => {
    const scene = new Scene();
    await settle();
    scene.line.failures.push(forbidden, forbidden);
    const [first, second] = [send(scene, "again"), send(scene, "never mind")];
    await settle();
    scene.workspace.actions.discardMessage(second);
    scene.workspace.actions.retryMessage(first);
    await settle();
    expect(stored(scene)).toEqual(["again"]);
    expect(scene.general.messages[0]?.id).toBe(first);
    expect(pending(scene)).toEqual([]);
    expect(scene.device.messages.size).toBe(0);
  });

  test("of the id is tried again under another one", async () => {
    const scene = new Scene();
    await settle();
    scene.line.failures.push({ code: "conflict", message: "This id is taken.", field: "id" });
    const id = send(scene, "mine");
    await settle();
    scene.workspace.actions.retryMessage(id);
    await settle();
    expect(stored(scene)).toEqual(["mine"]);
    expect(scene.general.messages[0]?.id).not.toBe(id);
  });

  test("for asking too often waits as long as the server says", async () => {
    const scene = new Scene();
    await settle();
    scene.line.failures.push({ code: "rate_limited", message: "Slow down.", retryInMs: 4_000 });
    send(scene, "patient");
    await vi.advanceTimersByTimeAsync(3_900);
    expect(stored(scene)).toEqual([]);
    expect(pending(scene)).toMatchObject([{ status: "waiting" }]);
    await vi.advanceTimersByTimeAsync(200);
    expect(stored(scene)).toEqual(["patient"]);
  });

  test("for long says why, until the connection goes", async () => {
    const scene = new Scene();
    await settle();
    const full: ErrorView = { code: "unavailable", message: "Full.", retryInMs: 30_000 };
    scene.line.failures.push(full);
    const id = send(scene, "patient");
    await settle();
    expect(pending(scene)).toMatchObject([{ status: "waiting", error: full }]);
    expect(scene.device.messages.get(id)).toMatchObject({ error: null });
    scene.browser.goOffline();
    await settle();
    expect(pending(scene)).toMatchObject([{ status: "waiting", error: null }]);
    scene.browser.goOnline();
    await wake();
    expect(stored(scene)).toEqual(["patient"]);
    expect(pending(scene)).toEqual([]);
  });

  test("of the server is believed after some tries", async () => {
    const scene = new Scene();
    await settle();
    const internal: ErrorView = { code: "internal", message: "Something went wrong." };
    scene.line.failures.push(...Array.from({ length: MOST_FAILURES }, () => internal));
    send(scene, "unlucky");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pending(scene)).toMatchObject([{ status: "failed", error: internal }]);
  });
});

test("over any mix of breaks and lost answers, everything is there once and in order", async () => {
  const event = fc.constantFrom("send", "break", "lose", "find", "wait", "reload");
  const run = async (events: readonly string[]) => {
    let scene = new Scene({ server: newServer() });
    await settle();
    const sent: string[] = [];
    for (const happened of events) {
      if (happened === "send") {
        sent.push(`m${sent.length}`);
        send(scene, sent.at(-1) ?? "");
      } else if (happened === "break") scene.line.break("network");
      else if (happened === "lose") scene.line.losesAnswersOf.add("message:send");
      else if (happened === "find") scene.line.losesAnswersOf.clear();
      else if (happened === "wait") await vi.advanceTimersByTimeAsync(700);
      else {
        await settle();
        scene.workspace.close();
        scene = new Scene({ server: scene.server, device: scene.device });
        await vi.advanceTimersByTimeAsync(20);
      }
    }
    scene.line.losesAnswersOf.clear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stored(scene)).toEqual(sent);
    expect(pending(scene)).toEqual([]);
    expect(scene.device.messages.size).toBe(0);
    scene.workspace.close();
  };
  await fc.assert(fc.asyncProperty(fc.array(event, { maxLength: 40 }), run), { numRuns: 40 });
});
