import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import { createChannel } from "../public-http.ts";

test("two people in a channel see each other write, and a third elsewhere sees nothing", async ({
  alice,
  bob,
  carol,
}) => {
  const channel = await createChannel(alice.http, alice.workspace, { name: "plans" });
  await Promise.all([alice.opensWorkspace(), bob.opensWorkspace(), carol.opensWorkspace()]);
  await alice.goesTo("# plans");
  await bob.opens(`/${bob.workspace.slug}/c/${channel}`);
  await bob.page.getByRole("button", { name: "Join #plans" }).click();
  await alice.sees("Bob joined");
  await expect(bob.composer).toBeVisible();

  await alice.composer.pressSequentially("The secret ");
  await expect(bob.page.getByText("Alice is typing…")).toBeVisible();
  await alice.sends("The secret plan");
  await bob.sees("The secret plan");
  await expect(bob.page.getByText("Alice is typing…")).toBeHidden();

  await bob.sends("A fine plan");
  await alice.sees("A fine plan");

  // What is said to carol afterwards has come: what she has not seen by then was not for her.
  await alice.goesTo("# general");
  await alice.sends("Hello everyone");
  await carol.sees("Hello everyone");
  await expect(carol.row("# plans")).toHaveCount(0);
  await carol.doesNotSee("The secret plan");
  await carol.doesNotSee("is typing");
});

test("a direct message is between two", async ({ alice, bob, carol }) => {
  await Promise.all([alice.opensWorkspace(), bob.opensWorkspace(), carol.opensWorkspace()]);
  await alice.writesTo("Bob");
  await alice.sends("Lunch at noon?");
  await bob.goesTo("Alice");
  await bob.sees("Lunch at noon?");

  await bob.composer.pressSequentially("Yes");
  await expect(alice.page.getByText("Bob is typing…")).toBeVisible();
  await bob.sends("Yes, gladly");
  await alice.sees("Yes, gladly");

  await alice.goesTo("# general");
  await alice.sends("Back at one");
  await carol.sees("Back at one");
  await expect(carol.row("Alice")).toHaveCount(0);
  await expect(carol.row("Bob")).toHaveCount(0);
});

test("who is here is shown, and who left", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await isShownAs("Active", alice, bob);

  const secondTab = await bob.opensAnotherTab();
  await bob.page.close();
  await secondTab.sends("Still here");
  await alice.sees("Still here");
  await isShownAs("Active", alice, bob);

  await secondTab.page.close();
  await isShownAs("Offline", alice, bob);
});

test("a conversation with myself keeps my notes", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.sidebar.getByRole("button", { name: /my menu$/ }).click();
  await alice.page.getByRole("menuitem", { name: "Notes to myself" }).click();
  await expect(alice.page.getByText("These are your notes.")).toBeVisible();
  await alice.sends("Buy milk");
});

async function isShownAs(presence: string, viewer: Actor, person: Actor): Promise<void> {
  const panel = await viewer.opensPanel("Members");
  const line = panel.getByRole("listitem").filter({ hasText: person.name });
  await expect(line).toContainText(presence, { timeout: 15_000 });
}
