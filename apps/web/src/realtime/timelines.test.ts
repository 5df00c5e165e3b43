import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { selectTimeline } from "../state/shown-timeline.ts";
import { closeScenes, holdTime, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

async function withHistory(): Promise<Scene> {
  const scene = new Scene();
  for (let n = 1; n <= 180; n++) scene.ada(`m${n}`);
  scene.workspace.actions.openConversation(scene.general.id);
  await settle();
  return scene;
}

describe("the screen's part of a conversation", () => {
  test("begins with the newest page and grows upwards", async () => {
    const scene = await withHistory();
    expect(scene.texts).toHaveLength(50);
    await Promise.all([
      scene.workspace.actions.loadOlder(scene.general.id),
      scene.workspace.actions.loadOlder(scene.general.id),
    ]);
    expect(scene.texts).toHaveLength(100);
    expect(scene.line.countAsked("message:list")).toBe(2);
    await scene.workspace.actions.loadOlder(scene.general.id);
    await scene.workspace.actions.loadOlder(scene.general.id);
    expect(selectTimeline(scene.state, scene.general.id)).toMatchObject({ hasOlder: false });
    expect(scene.texts).toHaveLength(180);
    await scene.workspace.actions.loadOlder(scene.general.id);
    expect(scene.line.countAsked("message:list")).toBe(4);
  });

  test("goes to a message far away, on to the end, and back", async () => {
    const scene = await withHistory();
    const { id } = scene.general;
    const far = scene.general.messages[29];
    expect(await scene.workspace.actions.loadAround(id, far?.id ?? "")).toBe(30);
    let timeline = selectTimeline(scene.state, id);
    expect(timeline).toMatchObject({ hasOlder: true, hasNewer: true });
    expect(timeline.messages.some(({ seq }) => seq === 30)).toBe(true);
    while (timeline.hasNewer) {
      await scene.workspace.actions.loadNewer(id);
      timeline = selectTimeline(scene.state, id);
    }
    expect(timeline.messages.at(-1)?.seq).toBe(180);
    scene.ada("live again");
    await settle();
    expect(scene.texts.at(-1)).toBe("live again");
  });

  test("goes back to the end at once, without asking", async () => {
    const scene = await withHistory();
    const { id } = scene.general;
    await scene.workspace.actions.loadAround(id, 30);
    const asked = scene.line.countAsked("message:list");
    await scene.workspace.actions.loadLatest(id);
    expect(scene.texts.at(-1)).toBe("m180");
    expect(scene.line.countAsked("message:list")).toBe(asked);
  });

  test("says that a message is not there", async () => {
    const scene = await withHistory();
    expect(await scene.workspace.actions.loadAround(scene.general.id, 999)).toBe("missing");
    expect(scene.texts.at(-1)).toBe("m180");
  });

  test("says that a message could not be asked for, which is not the same", async () => {
    const scene = await withHistory();
    scene.line.losesAnswersOf.add("message:list");
    expect(await scene.workspace.actions.loadAround(scene.general.id, 30)).toBe("failed");
  });

  test("stays at the end for whoever went there while a message far away was on its way", async () => {
    const scene = await withHistory();
    const { actions } = scene.workspace;
    scene.line.hold();
    const going = actions.loadAround(scene.general.id, 30);
    await settle();
    await actions.loadLatest(scene.general.id);
    scene.line.release();
    expect(await going).toBe(30);
    expect(scene.texts.at(-1)).toBe("m180");
  });

  test("tells a failure and mends it after a reconnect", async () => {
    const scene = new Scene();
    await settle();
    scene.line.losesAnswersOf.add("message:list");
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    expect(selectTimeline(scene.state, scene.general.id)).toMatchObject({
      phase: "failed",
      error: { code: "unavailable" },
    });
    scene.ada("one");
    scene.line.losesAnswersOf.clear();
    await scene.reconnect();
    expect(scene.texts).toEqual(["one"]);
  });

  test("of an empty conversation is ready, and shows what comes", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    expect(selectTimeline(scene.state, scene.general.id)).toMatchObject({
      phase: "ready",
      messages: [],
      hasOlder: false,
      hasNewer: false,
    });
    scene.ada("first");
    await settle();
    expect(scene.texts).toEqual(["first"]);
  });

  test("is kept when it is left, and shown in the same moment when it is opened again", async () => {
    const scene = await withHistory();
    const { id } = scene.general;
    scene.workspace.actions.closeConversation(id);
    scene.ada("while away");
    await settle();
    scene.workspace.actions.openConversation(id);
    expect(scene.texts.at(-1)).toBe("while away");
    expect(scene.line.countAsked("message:list")).toBe(1);
  });

  test("does not grow for ever while nobody looks", async () => {
    const scene = new Scene();
    await settle();
    for (let n = 0; n < 1_000; n++) scene.ada(`m${n}`);
    await vi.advanceTimersByTimeAsync(31_000);
    const held = scene.state.messages.get(scene.general.id)?.runs.flat() ?? [];
    expect(held).toHaveLength(200);
    expect(scene.state.participations.get(scene.general.id)?.unreadCount).toBe(1_000);
  });
});

describe("a conversation that I am not in", () => {
  test("is shown when it is public, and followed when I join it", async () => {
    const scene = new Scene();
    await settle();
    const random = scene.server.createConversation("random");
    scene.server.join(random, "ada");
    scene.server.send(random, { authorId: "ada", text: "come in" });
    scene.workspace.actions.openConversation(random.id);
    await settle();
    expect(scene.state.openings.get(random.id)).toBe("open");
    expect(selectTimeline(scene.state, random.id).messages).toHaveLength(1);
    await scene.workspace.actions.joinChannel(random.id);
    scene.server.send(random, { authorId: "ada", text: "welcome" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(selectTimeline(scene.state, random.id).messages).toHaveLength(2);
  });

  test("is found by its id alone, in one request", async () => {
    const scene = new Scene();
    const random = scene.server.createConversation("random");
    await settle();
    expect(scene.state.conversations.has(random.id)).toBe(false);
    scene.workspace.actions.openConversation(random.id);
    await settle();
    expect(scene.state.conversations.get(random.id)).toEqual(random.view());
    expect(scene.state.openings.get(random.id)).toBe("open");
    expect(scene.line.countAsked("conversation:get")).toBe(1);
  });

  test("could not be asked for while the line loses answers, and is found when it is back", async () => {
    const scene = new Scene();
    const random = scene.server.createConversation("random");
    await settle();
    scene.line.losesAnswersOf.add("conversation:get");
    scene.workspace.actions.openConversation(random.id);
    await settle();
    expect(scene.state.openings.get(random.id)).toBe("failed");
    scene.line.losesAnswersOf.clear();
    await scene.reconnect();
    expect(scene.state.openings.get(random.id)).toBe("open");
  });

  test("is read anew at the next look", async () => {
    const scene = new Scene();
    await settle();
    const random = scene.server.createConversation("random");
    scene.server.join(random, "ada");
    scene.workspace.actions.openConversation(random.id);
    await settle();
    scene.workspace.actions.closeConversation(random.id);
    scene.server.send(random, { authorId: "ada", text: "unheard" });
    scene.workspace.actions.openConversation(random.id);
    await settle();
    expect(selectTimeline(scene.state, random.id).messages).toMatchObject([{ text: "unheard" }]);
  });

  test("is missing when it is private, made up or no id at all", async () => {
    const scene = new Scene();
    const secret = scene.server.createConversation("secret");
    scene.server.setPrivate(secret, true);
    await settle();
    for (const id of [secret.id, "00000000-0000-7000-8000-00000000dead", "nonsense"]) {
      scene.workspace.actions.openConversation(id);
      await settle();
      expect(scene.state.openings.get(id)).toBe("missing");
    }
  });
});
