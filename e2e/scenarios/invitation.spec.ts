import type { Page } from "@playwright/test";
import { type Actor, PASSWORD } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import { linkInMail } from "../mail-folder.ts";
import { signUp } from "../public-http.ts";

test("a link lets someone create an account in place, join and talk", async ({
  alice,
  stage,
  house,
}) => {
  await alice.opensWorkspace();
  const link = await makesLink(alice);

  const { workspace } = alice;
  const dora = await stage.enters({ name: "Dora", origin: house.server.origin, workspace });
  await dora.opens(link);
  await expect(
    dora.page.getByRole("heading", { name: `Join ${workspace.name}`, level: 1 }),
  ).toBeVisible();
  await expect(dora.page.getByText("Alice invites you")).toBeVisible();

  await createsAccount(dora);
  await dora.page.getByRole("button", { name: `Join ${workspace.name}` }).click();
  await expect(dora.composer).toBeVisible();

  await alice.sees("Dora joined");
  await dora.sends("Thank you for having me");
  await alice.sees("Thank you for having me");
});

test("who has an account signs in on the invitation's page", async ({ bob, stage, house }) => {
  const dora = await stage.enters({ name: "Dora", origin: house.server.origin });
  await signUp(dora.http, { ...dora.account, inviteToken: house.entrance });
  await dora.context.clearCookies();

  await bob.opensWorkspace();
  await dora.opens(await makesLink(bob));
  const { page } = dora;
  await page.getByRole("tab", { name: "Sign in" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(dora.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: `Join ${bob.workspace.name}` }).click();
  await expect(page).toHaveURL(new RegExp(`/${bob.workspace.slug}/c/`));
});

test("an invitation by mail is for that address alone, and can be revoked", async ({
  alice,
  stage,
  house,
}) => {
  const { page, workspace } = alice;
  const dora = await stage.enters({ name: "Dora", origin: house.server.origin, workspace });
  await alice.opens(`/${workspace.slug}/admin/invites`);
  await page.getByRole("button", { name: "Create invitation" }).click();
  await page.getByRole("tab", { name: "By e-mail" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(dora.email);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "The invitation is sent" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row").filter({ hasText: dora.email })).toBeVisible();

  const link = await linkInMail(house.server, { to: dora.email, path: "/invite/" });
  await dora.opens(link);
  await expect(dora.page.getByText("Only for d")).toBeVisible();

  await page.getByRole("row").filter({ hasText: dora.email }).getByRole("button").click();
  await page.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(page.getByText("The invitation is revoked")).toBeVisible();

  await dora.opens(link);
  await seesItDoesNotWork(dora.page);
});

test("Enter among the channels looks for them, and makes no invitation yet", async ({ alice }) => {
  const { page, workspace } = alice;
  await alice.opens(`/${workspace.slug}/admin/invites`);
  await page.getByRole("button", { name: "Create invitation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: "Search channels" }).fill("rand");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("checkbox", { name: "# general" })).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "# random" }).check();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "Invitation link" })).toBeVisible();
});

test("a link that was never given says so", async ({ stage, house }) => {
  const dora = await stage.enters({ name: "Dora", origin: house.server.origin });
  await dora.opens("/invite/made-up");
  await seesItDoesNotWork(dora.page);
});

async function makesLink(actor: Actor): Promise<string> {
  await actor.choosesInMenu("Invite people");
  const dialog = actor.page.getByRole("dialog", { name: `Invite people to` });
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

async function createsAccount({ page, name, email }: Actor): Promise<void> {
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
}

async function seesItDoesNotWork(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
}
