import { expect, test } from "../fixtures.ts";
import { createChannel } from "../public-http.ts";

test("an edited message changes for everyone and says so", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends("We meet on Monday");
  await bob.sees("We meet on Monday");

  await alice.acts("Edit message", "We meet on Monday");
  const editor = alice.page.getByRole("textbox", { name: "Edit message" });
  await expect(editor).toHaveValue("We meet on Monday");
  await expect(editor).toBeFocused();
  await editor.fill("We meet on Tuesday");
  await editor.press("Enter");

  await expect(alice.message("We meet on Tuesday")).toContainText("(edited)");
  await expect(bob.message("We meet on Tuesday")).toContainText("(edited)");
  await bob.doesNotSee("We meet on Monday");
});

test("Escape leaves a message as it was", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.sends("As it was");
  await alice.acts("Edit message", "As it was");
  const editor = alice.page.getByRole("textbox", { name: "Edit message" });
  await editor.fill("Something else");
  await editor.press("Escape");
  await expect(editor).toBeHidden();
  await alice.sees("As it was");
  await expect(alice.message("As it was")).not.toContainText("(edited)");
});

test("a deleted message leaves a trace but no words", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await bob.sends("Said too much");
  await bob.sends("Said enough");
  await alice.sees("Said enough");

  await bob.acts("Edit message", "Said enough");
  const editor = bob.page.getByRole("textbox", { name: "Edit message" });
  await editor.fill("Said just enough");
  await bob.acts("Delete message", "Said too much");
  const dialog = bob.page.getByRole("dialog", { name: "Delete this message?" });
  await expect(dialog).toContainText("Said too much");
  await dialog.getByRole("button", { name: "Delete" }).click();

  await expect(bob.message("This message was deleted.")).toBeVisible();
  await expect(alice.message("This message was deleted.")).toBeVisible();
  await alice.doesNotSee("Said too much");
  await expect(editor).toHaveValue("Said just enough");
  await editor.press("Enter");
  await alice.sees("Said just enough");
});

test("nobody edits the words of others, and only admins delete them", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends("The owner speaks");
  await bob.sends("A member speaks");

  await bob.message("The owner speaks").hover();
  await expect(bob.page.getByRole("toolbar", { name: "Message actions" })).toBeVisible();
  await expect(bob.page.getByRole("button", { name: "Edit message" })).toHaveCount(0);
  await expect(bob.page.getByRole("button", { name: "Delete message" })).toHaveCount(0);

  await alice.message("A member speaks").hover();
  await expect(alice.page.getByRole("button", { name: "Delete message" })).toBeVisible();
  await expect(alice.page.getByRole("button", { name: "Edit message" })).toHaveCount(0);
});

test("a message that is refused keeps its words and is sent with Retry", async ({ alice, bob }) => {
  const channel = await createChannel(alice.http, alice.workspace, { name: "closing" });
  await alice.opens(`/${alice.workspace.slug}/c/${channel}`);
  await bob.opens(`/${bob.workspace.slug}/c/${channel}`);
  await bob.page.getByRole("button", { name: "Join #closing" }).click();
  await expect(bob.composer).toBeVisible();
  await expect(bob.sidebar).toBeVisible();

  await bob.goesOffline();
  await bob.isTold("You are offline");
  await bob.writes("One more thing");
  const details = await alice.opensPanel("Details");
  await details.getByRole("button", { name: "Archive channel" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(details.getByRole("button", { name: "Open channel again" })).toBeVisible();

  await bob.comesBack();
  const refused = bob.message("One more thing");
  await expect(refused).toContainText("Not sent");

  await bob.choosesInMenu("Sign out");
  const question = bob.page.getByRole("dialog", { name: "Sign out and lose what was not sent?" });
  await expect(question).toContainText("A message was not sent");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(refused).toContainText("Not sent");

  await bob.choosesInMenu("Settings");
  await bob.page.getByRole("link", { name: "Sessions and security" }).click();
  const mine = bob.page.getByRole("listitem").filter({ hasText: "This device" });
  await mine.getByRole("button", { name: "Sign out" }).click();
  await question.getByRole("button", { name: "Cancel" }).click();
  await bob.opens("/workspaces");
  await bob.page.getByRole("button", { name: "Sign out" }).click();
  await expect(question).toContainText("A message was not sent");
  await question.getByRole("button", { name: "Cancel" }).click();
  await bob.opens(`/${bob.workspace.slug}/c/${channel}`);
  await expect(refused).toContainText("Not sent");

  await details.getByRole("button", { name: "Open channel again" }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Open again" }).click();
  await alice.sees("Alice opened this channel again");
  await refused.getByRole("button", { name: "Retry" }).click();
  await alice.sees("One more thing");
  await expect(bob.message("One more thing")).not.toContainText("Not sent");
});
