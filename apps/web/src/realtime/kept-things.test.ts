import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KEEP_AFTER_MS } from "./kept-things.ts";
import { closeScenes, holdTime, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

const draft = { text: "hal", picks: [{ label: "@Ada", token: "<@a>" }] };

async function reload(scene: Scene): Promise<Scene> {
  scene.workspace.close();
  const next = new Scene({ server: scene.server, device: scene.device });
  await settle();
  return next;
}

describe("what the device keeps", () => {
  test("drafts, places and the last conversation survive a reload", async () => {
    const first = new Scene();
    await settle();
    const { id } = first.general;
    first.workspace.actions.openConversation(id);
    first.workspace.actions.setDraft(id, draft);
    first.workspace.actions.rememberPlace(id, { atEnd: false, seq: 4, offset: 12 });
    const second = await reload(first);
    expect(second.state.drafts.get(id)).toEqual(draft);
    expect(second.state.scrollPlaces.get(id)).toEqual({ atEnd: false, seq: 4, offset: 12 });
    expect(second.workspace.actions.lastConversation()).toBe(id);
  });

  test("what is written and opened before it is known for whom is kept as well", async () => {
    const first = new Scene();
    await settle();
    const { id } = first.general;
    first.workspace.actions.setDraft(id, { text: "half", picks: [] });
    first.workspace.close();
    const second = new Scene({ server: first.server, device: first.device });
    const early = { text: "more", picks: [] };
    second.workspace.actions.setDraft(id, early);
    second.workspace.actions.openConversation(id);
    expect(second.state.drafts.get(id)).toEqual(early);
    await settle();
    const third = await reload(second);
    expect(third.state.drafts.get(id)).toEqual({ text: "half\nmore", picks: [] });
    expect(third.workspace.actions.lastConversation()).toBe(id);
  });

  test("an emptied draft is forgotten", async () => {
    const first = new Scene();
    await settle();
    first.workspace.actions.setDraft(first.general.id, draft);
    const second = await reload(first);
    second.workspace.actions.setDraft(first.general.id, { text: "", picks: [] });
    expect((await reload(second)).state.drafts.size).toBe(0);
  });

  test("keystrokes are gathered, and written when the tab is hidden", async () => {
    const scene = new Scene();
    await settle();
    const written = vi.spyOn(scene.device.kept, "set");
    for (const text of ["h", "he", "hey"]) {
      scene.workspace.actions.setDraft(scene.general.id, { text, picks: [] });
    }
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
    expect(written).toHaveBeenCalledTimes(1);
    scene.workspace.actions.setDraft(scene.general.id, { text: "hey you", picks: [] });
    scene.browser.tell("onHidden");
    expect(written).toHaveBeenCalledTimes(2);
    expect(written.mock.lastCall?.[1]).toContain("hey you");
  });

  test.each([
    ["no JSON", "{oops"],
    ["another form", JSON.stringify({ words: 3 })],
    ["picks of another form", JSON.stringify({ text: "hal", picks: [{ label: 1 }, null] })],
  ])("%s on the shelf does no harm", async (...[, value]) => {
    const first = new Scene();
    await settle();
    first.workspace.actions.setDraft(first.general.id, draft);
    first.workspace.close();
    for (const key of first.device.kept.keys()) first.device.kept.set(key, value);
    const second = new Scene({ server: first.server, device: first.device });
    await settle();
    const kept = second.state.drafts.get(first.general.id);
    expect(kept === undefined || kept.picks.length === 0).toBe(true);
    expect(second.state.loading).toEqual({ phase: "ready" });
  });
});
