import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CommandError, codeOfStatus, toErrorView } from "./answer.ts";
import { closeScenes, holdTime, Scene, settle } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

describe("a command", () => {
  test("that is answered changes the store before its changes come", async () => {
    const scene = new Scene();
    scene.workspace.actions.openConversation(scene.general.id);
    await settle();
    const { id } = scene.server.send(scene.general, { authorId: "me", text: "typo" });
    await settle();
    scene.line.losesChanges = true;
    const edited = await scene.workspace.actions.editMessage(id, "no typo");
    expect(edited.text).toBe("no typo");
    expect(scene.texts).toEqual(["no typo"]);
    await scene.workspace.actions.deleteMessage(id);
    expect(scene.texts).toEqual([""]);
  });

  test("that is refused says why", async () => {
    const scene = new Scene();
    await settle();
    const refused = scene.workspace.actions.editMessage("nothing", "text");
    await expect(refused).rejects.toBeInstanceOf(CommandError);
    await expect(refused).rejects.toMatchObject({ code: "not_found" });
  });

  test("without a connection fails at once and says what to do", async () => {
    const scene = new Scene();
    await settle();
    scene.browser.goOffline();
    const refused = scene.workspace.actions.joinChannel(scene.general.id);
    await expect(refused).rejects.toMatchObject({
      code: "unavailable",
      message: "Hallway can't be reached right now. Check your connection and try again.",
    });
  });
});

describe("what to tell of a failure", () => {
  test("is what the server said, and nothing of what broke inside", () => {
    const view = { code: "invalid", message: "Too long.", field: "name" } as const;
    expect(toErrorView(new CommandError(view))).toEqual(view);
    expect(toErrorView(new TypeError("x is undefined"))).toEqual({
      code: "internal",
      message: "Something went wrong. Try again.",
    });
  });

  test.each([
    [400, "invalid"],
    [401, "unauthenticated"],
    [403, "forbidden"],
    [404, "not_found"],
    [409, "conflict"],
    [413, "too_large"],
    [422, "invalid"],
    [429, "rate_limited"],
    [500, "internal"],
    [502, "unavailable"],
    [503, "unavailable"],
  ])("of status %i is %s", (status, code) => {
    expect(codeOfStatus(status)).toBe(code);
  });
});
