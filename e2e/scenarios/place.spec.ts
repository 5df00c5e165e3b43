import { expect, test } from "../fixtures.ts";
import { createChannel, sendMessage } from "../public-http.ts";

test("a draft stays where it was begun, over a reload", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.composer.fill("Half a thought");
  await alice.goesTo("# random");
  await expect(alice.composer).toHaveValue("");
  await expect(alice.row("# general")).toHaveAccessibleName(/, draft$/);

  await alice.page.reload();
  await alice.goesTo("# general");
  await expect(alice.composer).toHaveValue("Half a thought");
  await alice.composer.press("Enter");
  await alice.sees("Half a thought");
  await expect(alice.composer).toHaveValue("");
});

test("a reload and a later visit lead to the same conversation", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.goesTo("# random");
  const place = alice.page.url();

  await alice.page.reload();
  await expect(alice.page).toHaveURL(place);
  await expect(alice.timeline).toHaveAccessibleName("Messages in random");

  await alice.opens(`/${alice.workspace.slug}`);
  await expect(alice.page).toHaveURL(place);
});

test("a conversation keeps its scroll place while others are read", async ({ alice }) => {
  await alice.opensWorkspace();
  for (let line = 1; line <= 6; line++) {
    const chapter = `Chapter ${line}:`;
    await alice.sends(`${chapter}\n${"And so it went on.\n".repeat(12)}`, chapter);
  }
  await alice.message("Chapter 2:").getByText("Chapter 2:").scrollIntoViewIfNeeded();
  await expect(alice.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();

  await alice.goesTo("# random");
  await alice.goesTo("# general");
  await expect(alice.message("Chapter 2:").getByText("Chapter 2:")).toBeInViewport();

  await alice.page.getByRole("button", { name: "Jump to latest" }).press("Enter");
  await expect(alice.page.getByRole("button", { name: "Jump to latest" })).toBeHidden();
  await expect(alice.composer).toBeFocused();
});

test("a link to a message leads to it, lit up in its context", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await alice.sends("The one that matters");
  await alice.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await alice.acts("Copy link", "The one that matters");
  await expect(alice.page.getByText("Link copied")).toBeVisible();
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());

  await bob.opens(link);
  await expect(bob.message("The one that matters")).toBeInViewport();
  await expect(bob.page).toHaveURL(link);
});

test("a link to a message is stronger than where the conversation was left", async ({ alice }) => {
  const { http, workspace, page } = alice;
  const conversationId = await createChannel(http, workspace, { name: "saga" });
  const ids: string[] = [];
  for (let verse = 1; verse <= 140; verse++) {
    ids.push(await sendMessage(http, workspace, { conversationId, text: `Verse ${verse}.` }));
  }
  const linkTo = (verse: number) => `/${workspace.slug}/c/${conversationId}/m/${ids[verse - 1]}`;
  await alice.opens(linkTo(15));
  await expect(alice.message("Verse 15.")).toBeInViewport();
  await alice.timeline.hover();
  await page.mouse.wheel(0, 40);
  const placesKept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => /place/.test(key)).length);
  await expect.poll(placesKept).toBe(1);

  await alice.opens(linkTo(70));
  await expect(alice.message("Verse 70.")).toBeInViewport();
  await alice.seesAllLoaded();
  await expect(alice.message("Verse 70.")).toBeInViewport();
});

test("what is above and could not be loaded comes by itself when one is back", async ({
  alice,
}) => {
  const { http, workspace, page } = alice;
  const conversationId = await createChannel(http, workspace, { name: "epic" });
  for (let canto = 1; canto <= 55; canto++) {
    const text = `Canto ${canto}.\n${"And so it went on.\n".repeat(12)}`;
    await sendMessage(http, workspace, { conversationId, text });
  }
  await alice.opens(`/${workspace.slug}/c/${conversationId}`);
  await expect(alice.message("Canto 55.")).toBeInViewport();
  await alice.goesOffline();
  await alice.timeline.hover();
  await expect(async () => {
    await page.mouse.wheel(0, -5_000);
    await expect(alice.message("Canto 6.")).toBeInViewport({ timeout: 500 });
  }).toPass();
  await alice.comesBack();
  await expect(alice.message("Canto 1.")).toHaveCount(1);
});

test("whoever looks around in the list of conversations is left there, though its order changes", async ({
  alice,
}) => {
  const { http, workspace, page } = alice;
  const first = await createChannel(http, workspace, { name: "a-room-10" });
  for (let room = 11; room < 50; room++) {
    await createChannel(http, workspace, { name: `a-room-${room}` });
  }
  await alice.opens(`/${workspace.slug}/c/${first}`);
  await expect(alice.composer).toBeVisible();
  await expect(alice.row("# a-room-10")).toBeInViewport();
  await alice.sidebar.hover();
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(alice.row("# random")).toBeInViewport({ timeout: 500 });
  }).toPass();
  await createChannel(http, workspace, { name: "an-extra-room" });
  await expect(alice.row("# an-extra-room")).toBeVisible();
  await expect(alice.row("# random")).toBeInViewport();
});
