import { readFile } from "node:fs/promises";
import type { Actor } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import { acceptInvitation, command, signUp } from "../public-http.ts";

/** What the product promises for pages that are open elsewhere. */
const WITHIN_A_SECOND = { timeout: 1_000 };

test("a promotion opens the panel, a demotion closes it under the person", async ({
  alice,
  bob,
}) => {
  await opensMembers(alice);
  await bob.opensWorkspace();
  await setsRole(alice, bob, "Admin");
  await bob.choosesInMenu("Workspace admin");
  await expect(bob.page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();

  await setsRole(alice, bob, "Member");
  await expect(bob.page.getByRole("heading", { name: "The admin panel is closed" })).toBeVisible(
    WITHIN_A_SECOND,
  );

  await bob.page.reload();
  await expect(bob.page.getByRole("heading", { name: "This page is for admins" })).toBeVisible();
});

test("a deactivated member's open page closes, and a reactivated one comes back", async ({
  alice,
  bob,
}) => {
  await opensMembers(alice);
  await bob.opensWorkspace();
  await bob.sends("I am here");

  await choosesFor(alice, bob, "Deactivate");
  const dialog = alice.page.getByRole("dialog", { name: "Deactivate Bob?" });
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(alice.page.getByText("Bob is deactivated")).toBeVisible();
  await expect(
    bob.page.getByRole("heading", { name: "Your account here was deactivated" }),
  ).toBeVisible(WITHIN_A_SECOND);
  await bob.page.reload();
  await expect(
    bob.page.getByRole("heading", { name: "You are not in this workspace" }),
  ).toBeVisible();

  await choosesFor(alice, bob, "Reactivate");
  await alice.page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  await expect(alice.page.getByText("Bob is back")).toBeVisible();
  await bob.opensWorkspace();
  await bob.sees("I am here");
});

test("the last owner is guarded, and ownership can be handed over", async ({ alice, bob }) => {
  await bob.opensWorkspace();
  await opensMembers(alice);
  await expect(roleOf(alice, alice)).toBeDisabled();
  await expect(alice.page.getByText("The last owner stays one.")).toBeVisible();

  await choosesFor(alice, bob, "Transfer ownership");
  await alice.page.getByRole("dialog").getByRole("button", { name: "Transfer ownership" }).click();
  await expect(roleOf(alice, bob)).toHaveValue("owner");
  await expect(roleOf(alice, alice)).toHaveValue("admin");
});

test("the audit log tells at once what was done, and can be taken away as a safe table", async ({
  alice,
  bob,
  stage,
  house,
  team,
}) => {
  const formula = await stage.enters({ name: "=2+5", origin: house.server.origin });
  await signUp(formula.http, { ...formula.account, inviteToken: team.invitation });
  await acceptInvitation(formula.http, team.invitation);
  await opensMembers(alice);
  const log = await alice.opensAnotherTabAt(`/${alice.workspace.slug}/admin/audit`);
  const rows = log.page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(rows.filter({ hasText: "=2+5 joined" })).toHaveCount(1);

  await setsRole(alice, bob, "Admin");
  await expect(rows.filter({ hasText: "Changed role of Bob from member to admin" })).toContainText(
    "Alice",
    WITHIN_A_SECOND,
  );

  const coming = log.page.waitForEvent("download");
  await log.page.getByRole("link", { name: "Export CSV" }).click();
  const table = await readFile(await (await coming).path(), "utf8");
  expect(table).toContain("Bob");
  expect(table).toContain("'=2+5");
  expect(table).not.toMatch(/(^|[,"\n])=2\+5/);
});

test("members find a refusal where the panel is", async ({ bob }) => {
  await bob.opens(`/${bob.workspace.slug}/admin/members`);
  await expect(bob.page.getByRole("heading", { name: "This page is for admins" })).toBeVisible();
  await bob.page.getByRole("link", { name: /^Back to/ }).click();
  await bob.sidebar.getByRole("button", { name: bob.workspace.name }).click();
  await expect(bob.page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  await expect(bob.page.getByRole("menuitem", { name: "Workspace admin" })).toHaveCount(0);
});

test("what another admin changed meanwhile is not taken back by saving something else", async ({
  alice,
}) => {
  const { page } = alice;
  await alice.opens(`/${alice.workspace.slug}/admin/settings`);
  const icon = page.getByRole("textbox", { name: "Icon" });
  await icon.fill("Z");
  await command(alice.http, alice.workspace, ["workspace:update", { name: "Renamed elsewhere" }]);
  await expect(page).toHaveTitle(/Renamed elsewhere/);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.reload();
  await expect(icon).toHaveValue("Z");
  await expect(page.getByRole("textbox", { name: "Workspace name" })).toHaveValue(
    "Renamed elsewhere",
  );
});

test("from the panel and from the settings one comes back though the address was changed meanwhile", async ({
  alice,
}) => {
  const { page, workspace } = alice;
  let slug = workspace.slug;
  for (const part of ["admin/overview", "settings/profile"]) {
    await alice.opens(`/${slug}/${part}`);
    await expect(page.getByRole("link", { name: /^Back to/ })).toBeVisible();
    slug = `${slug}-moved`;
    await command(alice.http, workspace, ["workspace:update", { slug, name: `Of ${part}` }]);
    await page.getByRole("link", { name: `Back to Of ${part}` }).click();
    await expect(alice.composer).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/${slug}/c/`));
  }
});

test("a choice that is saved at once keeps the focus", async ({ alice, bob }) => {
  await opensMembers(alice);
  await roleOf(alice, bob).focus();
  await setsRole(alice, bob, "Admin");
  await expect(roleOf(alice, bob)).toBeFocused();

  await alice.opens(`/${alice.workspace.slug}/admin/settings`);
  const policy = alice.page.getByRole("combobox", { name: "Who may invite people" });
  await policy.focus();
  await policy.selectOption("Only owners and admins");
  await expect(alice.page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(policy).toHaveValue("admins");
  await expect(policy).toBeFocused();
});

test("filters that are cleared by key leave the focus where one filters", async ({ alice }) => {
  const { page, workspace } = alice;
  await alice.opens(`/${workspace.slug}/admin/audit?q=made-up`);
  await expect(page.getByText("No entry matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).press("Enter");
  await expect(page.getByRole("table", { name: "Audit log" })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Search the audit log" })).toBeFocused();
});

test("a list that cannot be narrowed says so", async ({ alice }) => {
  await opensMembers(alice);
  await alice.goesOffline();
  await alice.page.getByRole("combobox", { name: "Filter by role" }).selectOption("Guests");
  await expect(alice.page.getByText("This list could not be loaded")).toBeVisible();
  await alice.comesBack();
  await expect(alice.page.getByText("Nobody matches")).toBeVisible();
});

async function opensMembers(admin: Actor): Promise<void> {
  await admin.opens(`/${admin.workspace.slug}/admin/members`);
  await expect(admin.page.getByRole("table", { name: "Members" })).toBeVisible();
}

function roleOf(admin: Actor, { name }: Actor) {
  return admin.page.getByRole("combobox", { name: `Role of ${name}` });
}

async function setsRole(admin: Actor, person: Actor, role: "Admin" | "Member"): Promise<void> {
  await roleOf(admin, person).selectOption(role);
  const said = `${person.name} is ${role === "Admin" ? "an admin" : "a member"} now`;
  await expect(admin.page.getByText(said)).toBeVisible();
}

async function choosesFor(admin: Actor, { name }: Actor, entry: string): Promise<void> {
  await admin.page.getByRole("button", { name: `Actions for ${name}` }).click();
  await admin.page.getByRole("menuitem", { name: entry }).click();
}
