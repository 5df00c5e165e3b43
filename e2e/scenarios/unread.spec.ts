import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";

test("what waits is counted in the row and the tab, and cleared on every tab at once", async ({
  alice,
  bob,
}) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends("Read before");
  await bob.sees("Read before");
  await hasNothingUnread(bob);
  await bob.goesTo("# random");
  const secondTab = await bob.opensAnotherTab();
  await expect(secondTab.timeline).toHaveAccessibleName("Messages in random");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");

  await alice.sends("First news");
  await alice.sends("Second news");
  await alice.sends("Third news");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 3 unread");
  await expect(secondTab.row("# general")).toHaveAccessibleName("# general, 3 unread");

  await alice.mentions("Bob", "please look");
  await alice.mentions("Bob", "and answer");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 5 unread, 2 mentions");
  await expect(bob.page).toHaveTitle(/^\(2\) random/);
  await expect(secondTab.page).toHaveTitle(/^\(2\) random/);

  await bob.goesTo("# general");
  await bob.sees("and answer");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");
  await expect(secondTab.row("# general")).toHaveAccessibleName("# general");
  await expect(secondTab.page).toHaveTitle(/^random/);
});

test("a line stands where reading stopped", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends("The last that was read");
  await bob.sees("The last that was read");
  await hasNothingUnread(bob);
  await bob.goesTo("# random");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");
  await alice.sends("The first that was not");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 1 unread");

  await bob.goesTo("# general");
  const line = bob.timeline.getByRole("separator", { name: "New messages" });
  await expect(line).toBeVisible();
  const below = (locator: typeof line) => locator.boundingBox().then((box) => box?.y ?? 0);
  expect(await below(line)).toBeGreaterThan(await below(bob.message("The last that was read")));
  expect(await below(line)).toBeLessThan(await below(bob.message("The first that was not")));
});

test("a message marked unread waits again until it is read", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends("Do this later");
  await bob.sees("Do this later");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");

  await bob.acts("Mark unread", "Do this later");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 1 unread");
  await bob.goesTo("# random");
  await expect(bob.row("# general")).toHaveAccessibleName("# general, 1 unread");
  await bob.goesTo("# general");
  await expect(bob.row("# general")).toHaveAccessibleName("# general");
});

test("a direct message counts as being for me", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.writesTo("Bob");
  await alice.sends("Only for you");
  await expect(bob.row("Alice")).toHaveAccessibleName("Alice, 1 unread, 1 mention");
  await bob.goesTo("Alice");
  await expect(bob.row("Alice")).toHaveAccessibleName("Alice");
});

/** Reading takes a moment: who leaves before has not read. */
async function hasNothingUnread(actor: Actor): Promise<void> {
  await expect(actor.row("# general")).toHaveAccessibleName("# general");
}
