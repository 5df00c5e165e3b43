import type { Locator } from "@playwright/test";
import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";

test("a channel is created, found, joined, left and archived", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await creates(alice, { name: "Plan Launch", topic: "Going up" });
  await expect(alice.row("# plan-launch")).toHaveAttribute("aria-current", "page");
  await expect(alice.page.getByRole("main").getByText("Going up").first()).toBeVisible();

  const browser = await browses(bob);
  await browser.getByRole("searchbox", { name: "Search channels" }).fill("launch");
  const found = browser.getByRole("listitem").filter({ hasText: "plan-launch" });
  await expect(found).toContainText("1 person");
  await found.getByRole("button", { name: "Join #plan-launch" }).click();
  await expect(bob.page.getByRole("heading", { level: 1, name: "plan-launch" })).toBeVisible();
  await alice.sees("Bob joined");
  await bob.sends("On board");

  const details = await bob.opensPanel("Details");
  await details.getByRole("button", { name: "Leave channel" }).click();
  await confirms(bob, "Leave");
  await expect(bob.row("# plan-launch")).toHaveCount(0);
  await alice.sees("Bob left");

  const panel = await alice.opensPanel("Details");
  await panel.getByRole("button", { name: "Archive channel" }).click();
  await confirms(alice, "Archive");
  await expect(alice.page.getByRole("main").getByText("Archived", { exact: true })).toBeVisible();
  await expect(panel.locator(":focus")).toHaveCount(1);
  const again = await browses(bob);
  await expect(again.getByRole("listitem").filter({ hasText: "random" })).toBeVisible();
  await expect(again.getByRole("listitem").filter({ hasText: "plan-launch" })).toHaveCount(0);
  await again.getByRole("checkbox", { name: "Only archived channels" }).check();
  await expect(again.getByRole("listitem").filter({ hasText: "plan-launch" })).toBeVisible();
});

test("a private channel is invisible to outsiders, and gone for who is removed", async ({
  alice,
  bob,
  carol,
}) => {
  await Promise.all([alice.opensWorkspace(), bob.opensWorkspace(), carol.opensWorkspace()]);
  await creates(alice, { name: "board", private: true });
  const address = alice.page.url();
  await alice.sends("Numbers nobody may see");

  const members = await alice.opensPanel("Members");
  await members.getByRole("button", { name: "Add people" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Add people to #board" });
  await dialog.getByRole("combobox", { name: "People to add" }).fill("Bob");
  await dialog.getByRole("option", { name: "Bob" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await alice.sees("Alice added Bob");

  await bob.goesTo("# board");
  await bob.sees("Numbers nobody may see");
  await expect(carol.row("# board")).toHaveCount(0);
  const browser = await browses(carol);
  await expect(browser.getByRole("listitem").filter({ hasText: "general" })).toBeVisible();
  await expect(browser.getByRole("listitem").filter({ hasText: "board" })).toHaveCount(0);
  await findsNothing(carol, address);
  await findsNothing(
    carol,
    address.replace(/.$/, (end) => (end === "0" ? "1" : "0")),
  );

  await members.getByRole("listitem").filter({ hasText: "Bob" }).hover();
  await members.getByRole("button", { name: "Remove Bob" }).click();
  await confirms(alice, "Remove");
  await expect(bob.row("# board")).toHaveCount(0);
  await bob.doesNotSee("Numbers nobody may see");
  await findsNothing(bob, address);
});

test("who came to a channel too early is shown it as soon as they are added", async ({
  alice,
  bob,
}) => {
  await alice.opensWorkspace();
  await creates(alice, { name: "board", private: true });
  await alice.sends("Now you can read this");
  await findsNothing(bob, alice.page.url());
  const members = await alice.opensPanel("Members");
  await members.getByRole("button", { name: "Add people" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Add people to #board" });
  await dialog.getByRole("combobox", { name: "People to add" }).fill("Bob");
  await dialog.getByRole("option", { name: "Bob" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await bob.sees("Now you can read this");
});

test("a new name, topic and purpose reach everyone in the channel", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await bob.goesTo("# random");
  await alice.goesTo("# random");
  const details = await alice.opensPanel("Details");
  await changes(details, "name", "water-cooler");
  await bob.sees("Alice renamed the channel from #random to #water-cooler");
  await expect(bob.row("# water-cooler")).toBeVisible();
  await changes(details, "topic", "Coffee and cats");
  await expect(bob.page.getByRole("main").getByText("Coffee and cats").first()).toBeVisible();
});

async function creates(
  { page, sidebar }: Actor,
  channel: { name: string; topic?: string; private?: boolean },
): Promise<void> {
  await sidebar.getByRole("button", { name: "Create channel" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a channel" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(channel.name);
  await dialog.getByRole("textbox", { name: /^Topic/ }).fill(channel.topic ?? "");
  if (channel.private) await dialog.getByRole("switch", { name: "Private" }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog).toBeHidden();
}

async function browses({ page, sidebar }: Actor): Promise<Locator> {
  await sidebar.getByRole("button", { name: "Browse channels" }).click();
  return page.getByRole("dialog", { name: "Browse channels" });
}

async function confirms({ page }: Actor, button: string): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
}

async function changes(details: Locator, what: string, value: string): Promise<void> {
  await details.getByRole("button", { name: `Edit ${what}` }).click();
  await details.getByRole("textbox", { name: what }).fill(value);
  await details.getByRole("button", { name: "Save" }).click();
}

async function findsNothing(actor: Actor, address: string): Promise<void> {
  await actor.opens(address);
  await expect(actor.page.getByText("There is nothing here for you")).toBeVisible();
}
