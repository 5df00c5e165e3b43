import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import { linkInMail } from "../mail-folder.ts";
import { acceptInvitation, createWorkspace, invite } from "../public-http.ts";

test("signing out and in again leads back to where one was", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.goesTo("# random");
  const place = alice.page.url();

  await alice.choosesInMenu("Sign out");
  await expect(alice.page).toHaveURL("/sign-in");

  await alice.opens(place);
  await expect(alice.page).toHaveURL(/\/sign-in\?next=/);
  await signsIn(alice, alice.account.password);
  await expect(alice.page).toHaveURL(place);
  await expect(alice.timeline).toHaveAccessibleName("Messages in random");
});

test("a wrong password is told without losing the address", async ({ alice }) => {
  await alice.context.clearCookies();
  await alice.opens("/sign-in");
  await signsIn(alice, "not the password");
  await expect(alice.page.getByRole("alert")).toContainText(/password/i);
  await expect(alice.page.getByRole("textbox", { name: "Email" })).toHaveValue(alice.email);
  await expect(alice.page).toHaveURL("/sign-in");
});

test("a forgotten password is chosen anew with a link by mail, which ends all sessions", async ({
  bob,
  stage,
  house,
}) => {
  await bob.opensWorkspace();
  const { server } = house;
  const elsewhere = await stage.enters({ name: "Bob", email: bob.email, origin: server.origin });
  const { page } = elsewhere;

  await elsewhere.opens("/sign-in");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByRole("textbox", { name: "Email" }).fill(bob.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look into your mail.")).toBeVisible();

  await elsewhere.opens(await linkInMail(server, { to: bob.email, path: "/reset-password" }));
  await page.getByLabel("New password").fill("a whole new password");
  await page.getByRole("button", { name: "Save new password" }).click();
  await expect(page.getByText("Your new password is saved.")).toBeVisible();
  await expect(bob.page.getByRole("heading", { name: "You are signed out" })).toBeVisible();

  await page.getByRole("link", { name: "Go to sign in" }).click();
  await expect(page).toHaveURL("/sign-in");
  await signsIn(elsewhere, bob.account.password);
  await expect(page.getByRole("alert")).toBeVisible();
  await signsIn(elsewhere, "a whole new password");
  await expect(page).toHaveURL(new RegExp(`/${bob.workspace.slug}/c/`));
});

test("a session is ended from the list of mine, and its page closes", async ({
  bob,
  stage,
  house,
}) => {
  const phone = await stage.enters({
    name: "Bob",
    email: bob.email,
    origin: house.server.origin,
    workspace: bob.workspace,
    browser: { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605" },
  });
  await phone.opens("/sign-in");
  await signsIn(phone, bob.account.password);
  await expect(phone.composer).toBeVisible();

  await bob.opens(`/${bob.workspace.slug}/settings/sessions`);
  const sessions = bob.page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await sessions
    .filter({ hasText: "iPhone" })
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await expect(sessions).toHaveCount(1);
  await expect(phone.page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
});

test("who signs in on a page that was another person's finds nothing ended and nothing of theirs", async ({
  alice,
  carol,
}) => {
  const { slug } = alice.workspace;
  const other = await createWorkspace(alice.http, { name: "Other House", slug: `${slug}-other` });
  await acceptInvitation(carol.http, await invite(alice.http, other));
  const own = await createWorkspace(alice.http, { name: "Only Alice", slug: `${slug}-alice` });
  await alice.opensWorkspace();
  const rail = alice.page.getByRole("navigation", { name: "Workspaces" });
  await expect(rail.getByRole("link", { name: own.name })).toBeVisible();

  await alice.choosesInMenu("Settings");
  await alice.page.getByRole("link", { name: "Sessions and security" }).click();
  await expect(alice.page.getByRole("list", { name: "Sessions" })).toBeVisible();
  await alice.http.request.post(`${alice.http.origin}/api/auth/sign-out`, {
    data: {},
    headers: { origin: alice.http.origin },
  });
  await expect(alice.page).toHaveURL(/\/sign-in\?next=/);
  await signsIn({ page: alice.page, email: carol.email }, carol.account.password);

  await expect(alice.page.getByRole("list", { name: "Sessions" })).toBeVisible();
  await alice.page.getByRole("link", { name: /^Back to/ }).click();
  await expect(alice.composer).toBeVisible();
  await rail.getByRole("link", { name: other.name }).click();
  await expect(alice.page).toHaveURL(new RegExp(`/${other.slug}/c/`));
  await expect(alice.composer).toBeVisible();
  await expect(rail.getByRole("link", { name: own.name })).toHaveCount(0);
});

async function signsIn(
  { page, email }: Pick<Actor, "page" | "email">,
  password: string,
): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
