import { expectAccessible } from "../accessibility.ts";
import type { Actor } from "../actors.ts";
import { ann, entersDemo } from "../demo.ts";
import { expect, test } from "../fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const browser = { colorScheme, reducedMotion: "reduce" } as const;

  test(`nobody is kept out of the way in (${colorScheme})`, async ({
    stage,
    freshServer,
    house,
    team,
  }) => {
    const first = await stage.enters({ name: "First", origin: freshServer.origin, browser });
    await shows(first, "/setup", "Welcome to Hallway");
    await first.page.getByRole("button", { name: "Create workspace" }).click();
    await expectAccessible(first.page, "set-up with mistakes");

    const visitor = await stage.enters({ name: "Visitor", origin: house.server.origin, browser });
    await shows(visitor, "/sign-in", "Sign in to Hallway");
    await shows(visitor, "/sign-up", "Create your account");
    await shows(visitor, "/forgot-password", "Forgot your password?");
    await shows(visitor, "/reset-password?token=some-token", "Choose a new password");
    await shows(visitor, `/invite/${team.invitation}`, `Join ${team.workspace.name}`);
    await shows(visitor, "/invite/made-up", "This invitation does not work");
    await shows(visitor, "/no/such/page", "There is no page here");
  });

  test(`nobody is kept out of the conversations (${colorScheme})`, async ({ stage, demo }) => {
    test.slow();
    const reader = await entersDemo(stage, demo, { ...ann, browser });
    const { page } = reader;
    await reader.opensWorkspace();
    await expect(reader.timeline.getByRole("article").last()).toBeVisible();
    await expectAccessible(page, "shell");
    await reader.goesTo("# engineering");
    await reader.timeline.getByRole("article").last().hover();
    await expectAccessible(page, "channel with a message's actions");
    await reader.opensPanel("Members");
    await expect(page.getByRole("list", { name: "People" })).toBeVisible();
    await expectAccessible(page, "members panel");
    await reader.opensPanel("Details");
    await expectAccessible(page, "details panel");
    await page.getByRole("button", { name: "Close" }).click();
    await reader.sidebar.getByRole("link").last().click();
    await expect(reader.composer).toBeVisible();
    await expectAccessible(page, "direct message");
    await opensDialog(reader, "Browse channels", "Browse channels");
    await opensDialog(reader, "Create channel", "Create a channel");
    await opensDialog(reader, "New message", "New message");
    await opensDialog(reader, "Jump to…", "Jump to");
    await reader.composer.fill("@");
    await expect(page.getByRole("listbox", { name: "People" })).toBeVisible();
    await expectAccessible(page, "suggestions");
  });

  test(`nobody is kept out of settings and workspaces (${colorScheme})`, async ({
    stage,
    demo,
  }) => {
    test.slow();
    const reader = await entersDemo(stage, demo, { ...ann, browser });
    await shows(reader, "/workspaces", "Your workspaces");
    await shows(reader, "/acme/settings/profile", "Profile");
    await shows(reader, "/acme/settings/appearance", "Appearance");
    await shows(reader, "/acme/settings/keyboard", "Keyboard");
    await shows(reader, "/acme/settings/sessions", "Sessions and security");
  });

  test(`nobody is kept out of the admin panel (${colorScheme})`, async ({ stage, demo }) => {
    test.slow();
    const admin = await entersDemo(stage, demo, { ...ann, browser });
    await shows(admin, "/acme/admin/overview", "Overview");
    await shows(admin, "/acme/admin/members", "Members");
    await shows(admin, "/acme/admin/invites", "Invitations");
    await shows(admin, "/acme/admin/channels", "Channels");
    await shows(admin, "/acme/admin/settings", "Settings");
    await shows(admin, "/acme/admin/audit", "Audit log");
  });

  test(`nobody is kept out on a phone (${colorScheme})`, async ({ stage, demo }) => {
    const phone = { ...browser, viewport: { width: 390, height: 844 }, hasTouch: true };
    const reader = await entersDemo(stage, demo, { ...ann, browser: phone });
    await reader.opens("/acme");
    await expect(reader.row("# general")).toBeVisible();
    await expectAccessible(reader.page, "list");
    await reader.goesTo("# engineering");
    await expectAccessible(reader.page, "conversation");
    await reader.opensPanel("Members");
    await expect(reader.page.getByRole("list", { name: "People" })).toBeVisible();
    await expectAccessible(reader.page, "members");
    await shows(reader, "/acme/admin/members", "Members");
  });
}

/** Opens a screen, waits until all of it is there, and looks. */
async function shows(actor: Actor, path: string, heading: string): Promise<void> {
  const { page } = actor;
  await actor.opens(path);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await actor.seesAllLoaded();
  await expectAccessible(page, path);
}

async function opensDialog({ page, sidebar }: Actor, button: string, name: string): Promise<void> {
  await sidebar.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog", { name });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(/^Loading/)).toHaveCount(0);
  await expectAccessible(page, name);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

test("with forced colours one still sees what is switched on and which colour is which", async ({
  alice,
}) => {
  const { page, workspace } = alice;
  await page.emulateMedia({ forcedColors: "active" });
  await alice.opens(`/${workspace.slug}/admin/invites`);
  await expect(page.getByRole("switch")).toHaveCSS("appearance", "auto");
  await alice.opens(`/${workspace.slug}/settings/sessions`);
  await expect(page.getByRole("checkbox")).toHaveCSS("appearance", "auto");
  await alice.opens(`/${workspace.slug}/admin/settings`);
  await expect(page.getByRole("radio", { name: "Rose" })).toHaveCSS(
    "background-color",
    "rgb(190, 24, 93)",
  );
});
