import { PASSWORD } from "../actors.ts";
import { expect, test } from "../fixtures.ts";
import { signUp } from "../public-http.ts";

test("the first person sets Hallway up and is in the workspace", async ({ stage, freshServer }) => {
  const ann = await stage.enters({ name: "Ann", origin: freshServer.origin });
  const { page } = ann;

  await ann.opens("/");
  await expect(page).toHaveURL("/setup");

  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByRole("textbox", { name: "Your name" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveAccessibleDescription(/\w/);

  await page.getByRole("textbox", { name: "Your name" }).fill("Ann");
  await page.getByRole("textbox", { name: "Email" }).fill(ann.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Acme Robotics");
  await page.getByRole("button", { name: "Create workspace" }).click();

  await expect(page).toHaveURL(/\/acme-robotics\/c\//);
  await expect(ann.row("# general")).toHaveAttribute("aria-current", "page");
  await expect(ann.row("# random")).toBeVisible();
  await ann.sends("Hello, is anybody here?");
});

test("who has an account but no workspace yet goes on with that", async ({
  stage,
  freshServer,
}) => {
  const ann = await stage.enters({ name: "Ann", origin: freshServer.origin });
  await signUp(ann.http, ann.account);
  await ann.opens("/setup");
  await expect(ann.page.getByText("Only the workspace is missing.")).toBeVisible();
  await ann.page.getByRole("textbox", { name: "Workspace name" }).fill("Second Try");
  await ann.page.getByRole("button", { name: "Create workspace" }).click();
  await expect(ann.page).toHaveURL(/\/second-try\/c\//);
});

test("once it is set up, set-up leads elsewhere", async ({ stage, house }) => {
  const visitor = await stage.enters({ name: "Visitor", origin: house.server.origin });
  await visitor.opens("/setup");
  await expect(visitor.page).toHaveURL("/sign-in");
  await expect(visitor.page.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("who is signed in is led from set-up to the workspace", async ({ alice }) => {
  await alice.opens("/setup");
  await expect(alice.page).toHaveURL(new RegExp(`/${alice.workspace.slug}/c/`));
});
