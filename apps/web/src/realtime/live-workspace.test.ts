import { asId, type Epoch } from "@hallway/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { selectUnread } from "../state/unread-of-state.ts";
import { FETCH_AGAIN_MS } from "./fetch-needed.ts";
import { AWAY_AFTER_MS } from "./presence.ts";
import { closeScenes, holdTime, Scene, settle, wake } from "./testing/scene.ts";

beforeEach(holdTime);
afterEach(closeScenes);

const MADE_UP = "00000000-0000-7000-8000-00000000dead";

describe("reading", () => {
  test("moves the badge at once and sends one mark for many", async () => {
    const scene = new Scene();
    await settle();
    for (const text of ["one", "two", "three"]) scene.ada(text, ["me"]);
    await settle();
    const { id } = scene.general;
    expect(selectUnread(scene.state, id)).toEqual({ unread: 3, mentions: 3, firstUnreadSeq: 1 });
    for (const seq of [1, 2, 3]) scene.workspace.actions.markRead(id, seq);
    expect(selectUnread(scene.state, id).unread).toBe(0);
    await vi.advanceTimersByTimeAsync(500);
    expect(scene.line.countAsked("read:mark")).toBe(1);
    expect(scene.general.counts("me").unreadCount).toBe(0);
    expect(scene.state.readPointers.size).toBe(0);
  });

  test("offline is told to the server when it is back", async () => {
    const scene = new Scene();
    await settle();
    scene.ada("one");
    await settle();
    scene.browser.goOffline();
    scene.workspace.actions.markRead(scene.general.id, 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(selectUnread(scene.state, scene.general.id).unread).toBe(0);
    expect(scene.general.counts("me").unreadCount).toBe(1);
    scene.browser.goOnline();
    await wake();
    expect(scene.general.counts("me").unreadCount).toBe(0);
  });

  test("of the last moment is told when the tab is hidden, for it may be closed", async () => {
    const scene = new Scene();
    await settle();
    scene.ada("one");
    await settle();
    scene.workspace.actions.markRead(scene.general.id, 1);
    scene.browser.tell("onHidden");
    await vi.advanceTimersByTimeAsync(0);
    expect(scene.general.counts("me").unreadCount).toBe(0);
  });

  test("never moves the pointer back unless asked to", async () => {
    const scene = new Scene();
    await settle();
    for (const text of ["one", "two"]) scene.ada(text);
    await settle();
    const { actions } = scene.workspace;
    actions.markRead(scene.general.id, 2);
    actions.markRead(scene.general.id, 1);
    await vi.advanceTimersByTimeAsync(500);
    expect(scene.general.seat("me").lastReadSeq).toBe(2);
    actions.markUnread(scene.general.id, 2);
    expect(selectUnread(scene.state, scene.general.id)).toMatchObject({
      unread: 1,
      firstUnreadSeq: 2,
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(scene.general.seat("me").lastReadSeq).toBe(1);
  });

  test("everything reads every conversation", async () => {
    const scene = new Scene();
    await settle();
    const random = scene.server.createConversation("random");
    scene.server.join(random, "me");
    scene.server.join(random, "ada");
    scene.ada("one");
    scene.server.send(random, { authorId: "ada", text: "two" });
    await vi.advanceTimersByTimeAsync(2_000);
    scene.workspace.actions.markAllRead();
    await vi.advanceTimersByTimeAsync(500);
    expect(scene.general.counts("me").unreadCount + random.counts("me").unreadCount).toBe(0);
  });
});

test("whoever presses Try again while the line is up does not wait for the next try", async () => {
  const scene = new Scene();
  scene.line.losesAnswersOf.add("workspace:bootstrap");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(scene.state.loading.phase).toBe("failed");
  scene.line.losesAnswersOf.clear();
  scene.workspace.actions.reconnectNow();
  await settle();
  expect(scene.state.loading.phase).toBe("ready");
});

describe("people", () => {
  test("who are not held are fetched together and once", async () => {
    const scene = new Scene();
    await settle();
    const { actions, store } = scene.workspace;
    store.setState({ members: new Map() });
    actions.needMembers(["ada"]);
    actions.needMembers(["me", "nobody"]);
    await vi.advanceTimersByTimeAsync(100);
    actions.needMembers(["ada", "nobody"]);
    await vi.advanceTimersByTimeAsync(100);
    expect([...scene.state.members.keys()].sort()).toEqual(["ada", "me"]);
    expect(scene.line.countAsked("member:get")).toBe(1);
  });

  test("who are asked for already are not asked for again, and after a failure they are", async () => {
    const scene = new Scene();
    await settle();
    const { actions, store } = scene.workspace;
    store.setState({ members: new Map() });
    scene.line.losesAnswersOf.add("member:get");
    scene.line.hold();
    actions.needMembers(["ada"]);
    await vi.advanceTimersByTimeAsync(100);
    actions.needMembers(["ada"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(scene.line.countAsked("member:get")).toBe(1);
    scene.line.release();
    await settle();
    expect(scene.state.members.has("ada")).toBe(false);
    scene.line.losesAnswersOf.clear();
    await scene.reconnect();
    await vi.advanceTimersByTimeAsync(100);
    expect(scene.state.members.has("ada")).toBe(true);
    expect(scene.line.countAsked("member:get")).toBe(2);
  });

  test("who could not be fetched are asked for again, also while the line holds", async () => {
    const scene = new Scene();
    await settle();
    scene.workspace.store.setState({ members: new Map() });
    scene.line.losesAnswersOf.add("member:get");
    scene.workspace.actions.needMembers(["ada"]);
    await vi.advanceTimersByTimeAsync(100);
    scene.line.losesAnswersOf.clear();
    await vi.advanceTimersByTimeAsync(FETCH_AGAIN_MS);
    expect(scene.state.members.has("ada")).toBe(true);
  });

  test("write: told at most once in three seconds, forgotten after five, and when they sent", async () => {
    const scene = new Scene();
    await settle();
    const { id } = scene.general;
    const typingTold = () => scene.line.told.filter(({ event }) => event === "typing").length;
    scene.workspace.actions.reportTyping(id);
    scene.workspace.actions.reportTyping(id);
    expect(typingTold()).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    scene.workspace.actions.reportTyping(id);
    expect(typingTold()).toBe(2);

    const signal = { conversationId: scene.general.id, userId: scene.ada("x").authorId };
    await settle();
    scene.line.down.typing(signal);
    expect([...(scene.state.typing.get(id) ?? [])]).toEqual(["ada"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(scene.state.typing.has(id)).toBe(false);
    scene.line.down.typing(signal);
    scene.ada("sent");
    await settle();
    expect(scene.state.typing.has(id)).toBe(false);
  });

  test("are away after five minutes without a sign, and active with the next", async () => {
    const scene = new Scene();
    await settle();
    const reports = () => scene.line.told.map(({ report }) => report);
    await vi.advanceTimersByTimeAsync(AWAY_AFTER_MS + 20);
    expect(reports()).toEqual([{ status: "away" }]);
    await scene.reconnect();
    expect(reports()).toEqual([{ status: "away" }, { status: "away" }]);
    scene.browser.tell("onActivity");
    expect(reports().at(-1)).toEqual({ status: "active" });
  });
});

describe("people on the screen", () => {
  const ADA = "ada";
  const BOB = "bob";

  function watched({ line }: Scene): unknown[] {
    return line.told.filter(({ event }) => event === "presence:watch").map(({ report }) => report);
  }

  test("are reported together, again after a reconnect, and not when nothing changed", async () => {
    const scene = new Scene();
    await settle();
    const { showPresence } = scene.workspace.actions;
    const hideAda = showPresence(ADA);
    showPresence(BOB);
    await vi.advanceTimersByTimeAsync(1_000);
    const hideAdaElsewhere = showPresence(ADA);
    hideAda();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watched(scene)).toEqual([{ userIds: [ADA, BOB] }]);
    await scene.reconnect();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(watched(scene).slice(1)).toEqual([{ userIds: [ADA, BOB] }]);
    hideAdaElsewhere();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watched(scene).slice(2)).toEqual([{ userIds: [BOB] }]);
  });

  test("are the newest of more than may be named", async () => {
    const scene = new Scene();
    await settle();
    const people = Array.from({ length: 250 }, (_, index) => `person-${index}`);
    for (const userId of people) scene.workspace.actions.showPresence(userId);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watched(scene)).toEqual([{ userIds: people.slice(50) }]);
  });
});

describe("conversations that a text names", () => {
  test("are fetched together and once, hidden and made up ones are not there", async () => {
    const scene = new Scene();
    const [random, design] = ["random", "design"].map((name) =>
      scene.server.createConversation(name),
    );
    const secret = scene.server.createConversation("secret");
    scene.server.setPrivate(secret, true);
    await settle();
    const ids = [random, design, secret].map((conversation) => conversation?.id ?? "");
    const { needConversations } = scene.workspace.actions;
    needConversations(ids);
    needConversations([...ids, MADE_UP]);
    await vi.advanceTimersByTimeAsync(100);
    needConversations([...ids, MADE_UP]);
    await vi.advanceTimersByTimeAsync(100);
    expect([...scene.state.conversations.values()].map(({ name }) => name).sort()).toEqual([
      "design",
      "general",
      "random",
    ]);
    expect(scene.line.countAsked("conversation:get")).toBe(1);
  });

  test("that are not there are asked for again after a reconnect", async () => {
    const scene = new Scene();
    await settle();
    const { needConversations } = scene.workspace.actions;
    const needNothing = async () => {
      needConversations([MADE_UP]);
      await vi.advanceTimersByTimeAsync(100);
      return scene.line.countAsked("conversation:get");
    };
    expect(await needNothing()).toBe(1);
    expect(await needNothing()).toBe(1);
    await scene.reconnect();
    expect(await needNothing()).toBe(2);
  });
});

describe("G17: a client that comes back", () => {
  test.each<[string, (scene: Scene) => void]>([
    ["with a clock that is behind", (scene) => scene.ada("missed")],
    [
      "with a clock that is ahead of the server's",
      (scene) => {
        scene.general.clock -= 1;
      },
    ],
    [
      "to a restored database",
      ({ server }) => {
        server.epoch = asId<Epoch>("00000000-0000-7000-8000-00000000e002");
      },
    ],
    [
      "while sync answers nothing",
      ({ line }) => {
        line.losesAnswersOf.add("sync");
      },
    ],
  ])("%s dials once and stays", async (_, happens) => {
    const scene = new Scene();
    await settle();
    scene.line.break("server");
    happens(scene);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(scene.line.isUp).toBe(true);
    expect(scene.line.dials).toBe(2);
  });
});
