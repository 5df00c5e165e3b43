import type { BrowserContext } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { createChannel, createWorkspace, signUp } from "../public-http.ts";

const OFFLINE = "You are offline: messages will be sent when you are back";

test("what is written offline waits, and is sent once and in order", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await bob.sends("note zero");

  await bob.goesOffline();
  await bob.isTold(OFFLINE);
  await bob.writes("note one");
  await bob.writes("note two");
  await bob.writes("note three");
  await bob.sees("note three");
  await alice.sends("note from alice");
  await alice.doesNotSee("note one");
  await bob.doesNotSee("note from alice");

  await bob.comesBack();
  const all = ["note zero", "note from alice", "note one", "note two", "note three"];
  await alice.seesInOrder(...all);
  await bob.seesInOrder(...all);
  await expect(bob.page.getByText(OFFLINE)).toBeHidden();
});

test("a server that dies and returns loses nothing and doubles nothing", async ({
  stage,
  freshServer,
}) => {
  test.slow();
  const workspace = { id: "", slug: "harbour", name: "Harbour" };
  const ann = await stage.enters({ name: "Ann", origin: freshServer.origin, workspace });
  await signUp(ann.http, ann.account);
  await createWorkspace(ann.http, workspace);
  await ann.opensWorkspace();
  const secondTab = await ann.opensAnotherTab();
  await ann.sends("line one");

  await freshServer.crash();
  await ann.isTold("Reconnecting…");
  await ann.writes("line two");
  await ann.writes("line three");
  await freshServer.start();

  const all = ["line one", "line two", "line three"];
  await ann.seesInOrder(...all);
  await secondTab.seesInOrder(...all);
  await ann.page.reload();
  await ann.seesInOrder(...all);
});

test("what waits to be sent outlives a reload", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  const network = await holdSockets(bob.context);
  await bob.opensWorkspace();
  await bob.sends("word one");

  network.hold();
  await bob.isTold("Reconnecting…");
  await bob.writes("word two");
  await bob.writes("word three");
  await bob.page.reload();
  network.release();

  await alice.seesInOrder("word one", "word two", "word three");
  await bob.seesInOrder("word one", "word two", "word three");
});

test("whoever does not want to wait for the next try tries now", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  const network = await holdSockets(bob.context);
  await bob.opensWorkspace();

  network.hold();
  await bob.isTold("Reconnecting…");
  await bob.writes("step one");
  network.release();
  await bob.page.getByRole("status").getByRole("button", { name: "Try now" }).click();

  await alice.seesInOrder("step one");
  await expect(bob.page.getByText("Reconnecting…")).toBeHidden();
});

test("offline, menus and dialogs open that were never opened before", async ({ bob }) => {
  const { page, sidebar } = bob;
  const parts = [/radix-menu/, /create-channel-dialog/, /members-panel/];
  const arrived = parts.map((part) =>
    page.waitForEvent("requestfinished", (request) => part.test(request.url())),
  );
  await bob.opensWorkspace();
  await Promise.all(arrived);
  await bob.goesOffline();

  await sidebar.getByRole("button", { name: bob.workspace.name }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await page.keyboard.press("Escape");
  await sidebar.getByRole("button", { name: "Create channel" }).click();
  await expect(page.getByRole("dialog", { name: "Create a channel" })).toBeVisible();
  await page.keyboard.press("Escape");
  await bob.opensPanel("Members");
});

test("offline, one is shown to oneself as offline, and as here when one is back", async ({
  bob,
}) => {
  await bob.opensWorkspace();
  const members = await bob.opensPanel("Members");
  const me = members.getByRole("listitem").filter({ hasText: bob.name });
  await expect(me).toContainText("Active");
  await bob.goesOffline();
  await expect(me).toContainText("Offline");
  await bob.comesBack();
  await expect(me).toContainText("Active");
});

test("a part that cannot be fetched is said, and can be had when it is there again", async ({
  bob,
}) => {
  const { page, sidebar, context } = bob;
  const part = /create-channel-dialog/;
  const dialog = page.getByRole("dialog", { name: "Create a channel" });
  await context.route(part, (route) => route.abort());
  await bob.opensWorkspace();
  await sidebar.getByRole("button", { name: "Create channel" }).click();
  await expect(page.getByText("This part of Hallway could not be loaded")).toBeVisible();
  await expect(bob.composer).toBeVisible();

  await context.unroute(part);
  await expect(async () => {
    await sidebar.getByRole("button", { name: "Create channel" }).click();
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test("an answer that comes when its dialog was closed leads nowhere", async ({ alice, bob }) => {
  const answers = await holdAnswers(alice.context);
  await alice.opensWorkspace();
  const place = alice.page.url();
  await alice.sidebar.getByRole("button", { name: "New message" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "New message" });
  await dialog.getByRole("combobox", { name: "People" }).fill(bob.name);
  await dialog.getByRole("option", { name: bob.name }).click();
  answers.hold();
  await dialog.getByRole("button", { name: "Open conversation" }).click();
  await alice.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  answers.release();
  await expect(alice.row(bob.name)).toBeVisible();
  await alice.sends("Still where I was");
  await expect(alice.page).toHaveURL(place);
});

test("a late answer to one question closes no other one, in the admin panel too", async ({
  alice,
}) => {
  const answers = await holdAnswers(alice.context);
  const { page } = alice;
  await alice.opens(`/${alice.workspace.slug}/admin/channels`);
  const asks = async (name: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    return page.getByRole("dialog", { name: `Rename #${name}` });
  };
  const first = await asks("random");
  await first.getByRole("textbox", { name: "Channel name" }).fill("by-chance");
  answers.hold();
  await first.getByRole("button", { name: "Rename", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(first).toBeHidden();
  const second = await asks("general");
  answers.release();
  await expect(page.getByText("#random is #by-chance now")).toBeVisible();
  await expect(second).toBeVisible();
});

test("more is never shown of what was looked for before", async ({ alice }) => {
  for (let number = 10; number < 70; number++) {
    await createChannel(alice.http, alice.workspace, { name: `aisle-${number}` });
  }
  const answers = await holdAnswers(alice.context);
  await alice.opensWorkspace();
  await alice.sidebar.getByRole("button", { name: "Browse channels" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Browse channels" });
  const more = dialog.getByRole("button", { name: "Show more" });
  await expect(more).toBeVisible();
  answers.hold();
  await dialog.getByRole("searchbox", { name: "Search channels" }).fill("rand");
  await expect.poll(() => answers.holds('"channels"')).toBe(true);
  await more.click();
  answers.release();
  await expect(dialog.getByRole("list", { name: "Channels" })).toContainText("random");
  await expect(dialog.getByText("aisle-10")).toHaveCount(0);
});

test("a workspace whose dialog was closed while it was made leads nobody away", async ({
  alice,
}) => {
  const { page } = alice;
  const made = Promise.withResolvers<void>();
  await page.route("**/workspace:create", async (route) => {
    const response = await route.fetch();
    await made.promise;
    await route.fulfill({ response });
  });
  await alice.opens("/workspaces");
  await page.getByRole("button", { name: "Create a workspace" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a workspace" });
  await dialog.getByRole("textbox", { name: "Workspace name" }).fill("Made in vain");
  await dialog.getByRole("button", { name: "Create workspace" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  made.resolve();
  await expect(page.getByRole("link", { name: /^Made in vain/ })).toBeVisible();
  await expect(page).toHaveURL("/workspaces");
});

/** A network on which what the server says can be kept back for a while. */
async function holdAnswers(context: BrowserContext) {
  type Kept = { message: string | Buffer; deliver: () => void };
  let kept: Kept[] | null = null;
  await context.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const deliver = () => socket.send(message);
      if (kept) kept.push({ message, deliver });
      else deliver();
    });
  });
  return {
    hold() {
      kept = [];
    },
    holds: (words: string) => kept?.some(({ message }) => message.includes(words)) ?? false,
    release() {
      for (const { deliver } of kept ?? []) deliver();
      kept = null;
    },
  };
}

/** A network whose pages load but whose sockets can be cut. */
async function holdSockets(context: BrowserContext) {
  let held = false;
  const cuts: (() => Promise<void>)[] = [];
  await context.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (held) return void socket.close();
    const server = socket.connectToServer();
    cuts.push(async () => {
      await server.close();
      await socket.close();
    });
  });
  await context.route(/\/socket\.io\//, (route) => (held ? route.abort() : route.fallback()));
  return {
    hold() {
      held = true;
      for (const cut of cuts.splice(0)) void cut();
    },
    release() {
      held = false;
    },
  };
}
