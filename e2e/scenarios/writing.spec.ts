import { expect, test } from "../fixtures.ts";

test("Markdown looks as it is meant", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.sends(
    [
      "Look: **bold**, *slanted*, ~~gone~~, `code` and [a link](https://example.com/page)",
      "> quoted words",
      "- first thing",
      "- second thing",
      "```ts",
      "const answer: number = 42;",
      "```",
    ].join("\n"),
    "Look: bold",
  );
  const message = bob.message("Look:");
  await expect(message.getByRole("strong")).toHaveText("bold");
  await expect(message.getByRole("emphasis")).toHaveText("slanted");
  await expect(message.locator("s")).toHaveText("gone");
  await expect(message.getByRole("code").first()).toHaveText("code");
  await expect(message.getByRole("link", { name: "a link" })).toHaveAttribute(
    "href",
    "https://example.com/page",
  );
  await expect(message.getByRole("blockquote")).toContainText("quoted words");
  await expect(message.getByRole("listitem")).toHaveText(["first thing", "second thing"]);
  const figure = message.getByRole("figure");
  await expect(figure).toContainText("TypeScript");
  await expect(figure).toContainText("const answer: number = 42;");

  await bob.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await figure.getByRole("button", { name: "Copy code" }).click();
  await expect(figure).toContainText("Copied");
  const copied = await bob.page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe("const answer: number = 42;");
});

test("people and channels are mentioned by picking them", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  const { keyboard } = alice.page;

  await alice.composer.pressSequentially("Hello @bo");
  const people = alice.page.getByRole("listbox", { name: "People" });
  await expect(people.getByRole("option", { name: "Bob" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await keyboard.press("Enter");
  await expect(alice.composer).toHaveValue("Hello @Bob ");
  await keyboard.type("see #ran");
  const channels = alice.page.getByRole("listbox", { name: "Channels" });
  await expect(channels.getByRole("option", { name: /random/ })).toBeVisible();
  await keyboard.press("Tab");
  await keyboard.press("Enter");

  const message = bob.message("Hello @Bob");
  await expect(message).toBeVisible();
  await message.getByRole("link", { name: "#random" }).click();
  await expect(bob.timeline).toHaveAccessibleName("Messages in random");
});

test("Escape closes the suggestions and keeps the words", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.composer.pressSequentially("@al");
  const people = alice.page.getByRole("listbox", { name: "People" });
  await expect(people).toBeVisible();
  await alice.page.keyboard.press("Escape");
  await expect(people).toBeHidden();
  await expect(alice.composer).toHaveValue("@al");
  await alice.composer.press("Enter");
  await alice.sees("@al");
});

test("emoji come by their names", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  await alice.composer.pressSequentially("Well done :tada");
  await expect(
    alice.page.getByRole("listbox", { name: "Emoji" }).getByRole("option", { name: ":tada:" }),
  ).toBeVisible();
  await alice.page.keyboard.press("Enter");
  await expect(alice.composer).toHaveValue("Well done 🎉 ");
  await alice.composer.press("Enter");
  await bob.sees("Well done 🎉");
});

test("formatting by key and by toolbar wraps what is selected", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.composer.fill("important");
  await alice.composer.press("Control+a");
  await alice.composer.press("Control+b");
  await expect(alice.composer).toHaveValue("**important**");
  await alice.composer.fill("aside");
  await alice.composer.press("Control+a");
  await alice.page.getByRole("button", { name: "Italic" }).click();
  await expect(alice.composer).toHaveValue("_aside_");
  await alice.composer.press("Enter");
  await expect(alice.message("aside").getByRole("emphasis")).toHaveText("aside");
});

test("what is too long to send is said before it is lost", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.composer.fill("a".repeat(12_001));
  await expect(alice.page.getByRole("alert")).toContainText("1 character too long");
  await alice.composer.press("Enter");
  await expect(alice.composer).toHaveValue(/^a{12001}$/);
  await alice.composer.press("Backspace");
  await expect(alice.page.getByRole("alert")).toHaveCount(0);
  await alice.composer.press("Enter");
  await expect(alice.composer).toHaveValue("");
  await expect(alice.timeline.getByRole("article").last()).toContainText("aaaa");
});
