import type { Locator } from "@playwright/test";
import { PASSWORD } from "../actors.ts";
import { expect, test } from "../fixtures.ts";

test("one goes anywhere, writes and edits without a mouse", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  const { keyboard } = alice.page;
  await expect(alice.composer).toBeFocused();

  await keyboard.press("Control+k");
  const palette = alice.page.getByRole("dialog", { name: "Jump to" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await keyboard.type("ran");
  await expect(palette.getByRole("option", { name: /random/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await keyboard.press("Enter");
  await expect(alice.timeline).toHaveAccessibleName("Messages in random");
  await expect(alice.composer).toBeFocused();

  await keyboard.press("Alt+ArrowUp");
  await expect(alice.timeline).toHaveAccessibleName("Messages in general");
  await keyboard.press("Alt+ArrowDown");
  await expect(alice.timeline).toHaveAccessibleName("Messages in random");
  await keyboard.press("Alt+ArrowUp");
  await expect(alice.timeline).toHaveAccessibleName("Messages in general");

  await expect(alice.composer).toBeFocused();
  await keyboard.type("Typed");
  await keyboard.press("Shift+Enter");
  await keyboard.type("on two lines");
  await keyboard.press("Enter");
  await bob.sees("on two lines");

  await expect(alice.message("on two lines")).toHaveAccessibleName(/^Alice, \d\d:\d\d$/);
  await keyboard.press("ArrowUp");
  const editor = alice.page.getByRole("textbox", { name: "Edit message" });
  await expect(editor).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.type("Typed and mended");
  await keyboard.press("Enter");
  await expect(bob.message("Typed and mended")).toContainText("(edited)");
  await expect(alice.composer).toBeFocused();
});

test("Escape closes what is open, and gives the focus back", async ({ alice }) => {
  await alice.opensWorkspace();
  const { page } = alice;
  await page.getByRole("button", { name: "Members" }).focus();
  await page.keyboard.press("Enter");
  const members = page.getByRole("complementary", { name: "Members" });
  await expect(members).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(members).toBeHidden();
  await expect(page.locator(":focus")).toHaveCount(1);

  await page.getByRole("button", { name: "Create channel" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Create a channel" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Create channel" })).toBeFocused();
});

test("Escape in a panel first leaves what is being changed; a panel that closes gives the focus back", async ({
  alice,
}) => {
  await alice.opensWorkspace();
  const { page } = alice;
  const opener = page.getByRole("main").getByRole("button", { name: "Details" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: "Edit topic" }).click();
  await details.getByRole("textbox", { name: "Topic" }).press("Escape");
  await expect(details.getByRole("button", { name: "Edit topic" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a message that was not sent is walked to, and given up, with keys", async ({ alice }) => {
  await alice.opensWorkspace();
  const { keyboard } = alice.page;
  await alice.sends("This one went through");
  // A sign that the server takes away, so that nothing is left of the message.
  await alice.writes("\u0007");
  const refused = alice.timeline.getByRole("article", { name: /, not sent$/ });
  await expect(refused).toHaveAttribute("tabindex", "0");
  await refused.focus();
  await keyboard.press("ArrowUp");
  await expect(alice.message("This one went through")).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(refused).toBeFocused();
  await refused.getByRole("button", { name: "Discard" }).focus();
  await keyboard.press("Enter");
  await expect(refused).toHaveCount(0);
  await expect(alice.composer).toBeFocused();
});

test("the Escape that ends what an input method composes closes nothing", async ({ alice }) => {
  const { page } = alice;
  await alice.opensWorkspace();
  const panel = await alice.opensPanel("Members");
  await endsComposing(alice.composer);
  await expect(panel).toBeVisible();

  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Jump to" });
  await endsComposing(dialog.getByRole("combobox"));
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("? shows all keys, except while writing", async ({ alice }) => {
  await alice.opensWorkspace();
  const { page } = alice;
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await alice.composer.press("?");
  await expect(alice.composer).toHaveValue("?");
  await expect(sheet).toHaveCount(0);
  await alice.composer.fill("");

  await alice.row("# general").focus();
  await page.keyboard.press("?");
  await expect(sheet).toContainText("Jump to a channel, a person or an action");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("messages are walked, edited and deleted with keys", async ({ alice }) => {
  await alice.opensWorkspace();
  const { keyboard } = alice.page;
  await alice.sends("The upper one");
  await alice.sends("The lower one");

  await alice.message("The lower one").focus();
  await keyboard.press("ArrowUp");
  await expect(alice.message("The upper one")).toBeFocused();
  await keyboard.press("e");
  await expect(alice.page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(alice.message("The upper one")).toBeFocused();

  await keyboard.press("Delete");
  await expect(alice.page.getByRole("dialog", { name: "Delete this message?" })).toBeVisible();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Delete" }).focus();
  await keyboard.press("Enter");
  await expect(alice.message("This message was deleted.")).toBeVisible();
  await alice.sees("The lower one");
});

test("the next unread conversation is a key away, and Shift+Escape reads all", async ({
  alice,
  bob,
}) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await bob.goesTo("# random");
  await alice.sends("Something new");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 1 unread");
  await bob.page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(bob.timeline).toHaveAccessibleName("Messages in general");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");

  await bob.goesTo("# random");
  await alice.sends("Something newer");
  await expect(bob.row("# general")).toHaveAccessibleName(/1 unread/);
  await bob.page.keyboard.press("Shift+Escape");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");
});

test("a form that was saved keeps the focus", async ({ alice }) => {
  const { page } = alice;
  await alice.opens(`/${alice.workspace.slug}/settings/profile`);
  const status = page.getByRole("textbox", { name: "Status text" });
  await status.fill("In the garden");
  await status.press("Enter");
  await expect(page.getByText("Status saved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Clear status" })).toBeVisible();
  await expect(status).toBeFocused();

  await alice.opens(`/${alice.workspace.slug}/settings/sessions`);
  const current = page.getByLabel("Current password");
  await current.fill(PASSWORD);
  const next = page.getByLabel("New password");
  await next.fill("another good password");
  await next.press("Enter");
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(current).toHaveValue("");
  await expect(next).toHaveValue("");
  await expect(next).toBeFocused();
});

/** As Safari tells of it: when the composing is over, and by its code alone. */
async function endsComposing(box: Locator): Promise<void> {
  await box.dispatchEvent("keydown", { key: "Escape", keyCode: 229, bubbles: true });
}
