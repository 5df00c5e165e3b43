import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { selectTimeline } from "../state/shown-timeline.ts";
import { closeScenes, holdTime, Scene, settle, wake } from "./testing/scene.ts";

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

describe("two tabs of one browser", () => {
  test("show each other's messages and send each once", async () => {
    const first = new Scene();
    const second = new Scene({ server: first.server, device: first.device });
    await settle();
    first.browser.goOffline();
    second.browser.goOffline();
    send(second, "from the second");
    await settle();
    expect(pending(first)).toMatchObject([{ text: "from the second", status: "waiting" }]);
    first.browser.goOnline();
    second.browser.goOnline();
    await wake();
    const sends = first.line.countAsked("message:send") + second.line.countAsked("message:send");
    expect(sends).toBe(1);
    expect(stored(first)).toEqual(["from the second"]);
    expect([pending(first), pending(second)]).toEqual([[], []]);
  });

  test("take over from each other when one goes offline", async () => {
    const first = new Scene();
    const second = new Scene({ server: first.server, device: first.device });
    await settle();
    first.browser.goOffline();
    await settle();
    send(first, "by the other");
    await settle();
    expect(stored(first)).toEqual(["by the other"]);
    expect(second.line.countAsked("message:send")).toBe(1);
    expect(first.device.messages.size).toBe(0);
  });

  test("keep telling why a message waits while the other writes", async () => {
    const first = new Scene();
    const second = new Scene({ server: first.server, device: first.device });
    await settle();
    first.line.failures.push({ code: "unavailable", message: "Full.", retryInMs: 30_000 });
    send(first, "patient");
    await settle();
    send(second, "one more");
    await settle();
    expect(pending(first)).toMatchObject([
      { text: "patient", error: { message: "Full." } },
      { text: "one more", error: null },
    ]);
  });
});
