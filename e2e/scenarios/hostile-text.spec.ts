import { expect, test } from "../fixtures.ts";
import { acceptInvitation, createChannel, signUp } from "../public-http.ts";

/** Each would run if it were taken for more than text; the stage fails on any dialog or broken policy. */
const scripts = [
  `<img src=x onerror=alert(1)>`,
  `<svg/onload=alert(2)>`,
  `<iframe srcdoc="<script>alert(3)</script>"></iframe>`,
  `<script>alert(4)</script>`,
  `"><script src=//evil.example/x.js></script>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=alert(5)>`,
  `<a href="javascript:alert(6)">press</a>`,
];

const links = [
  `[press](javascript:alert(7))`,
  `[press](JaVaScRiPt:alert(8))`,
  `[press](data:text/html,<script>alert(9)</script>)`,
  `[press](vbscript:msgbox(10))`,
  `[press](java\u0001script:alert(11))`,
];

test("scripts in messages are text, and their links are none", async ({ alice, bob }) => {
  await alice.opensWorkspace();
  await bob.opensWorkspace();
  for (const script of scripts) {
    await alice.sends(script);
    await bob.sees(script);
  }
  for (const link of links) await alice.writes(link);
  await alice.sends("The end of it");
  await bob.sees("The end of it");

  for (const { timeline } of [alice, bob]) {
    await expect(timeline.getByText("press")).not.toHaveCount(0);
    await expect(timeline.getByRole("link", { name: "press" })).toHaveCount(0);
    await expect(timeline.locator("img, svg[onload], iframe, script, style, math")).toHaveCount(0);
  }
});

test("a link that says one place and leads to another says so", async ({ alice }) => {
  await alice.opensWorkspace();
  await alice.sends("[https://bank.example](https://evil.example/login)", "https://bank.example");
  const message = alice.message("bank.example");
  await expect(message).toContainText("leads to evil.example");
  const link = message.getByRole("link");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(link).toHaveAttribute("rel", /noreferrer/);

  await alice.sends("\u202e[drawn backwards](https://b.example)", "drawn backwards");
  const turned = alice.message("drawn backwards").getByRole("link");
  await expect(turned).toHaveCSS("unicode-bidi", "isolate");
});

test("scripts in names, topics and titles are text for everyone", async ({
  alice,
  stage,
  house,
  team,
}) => {
  const [image = "", svg = ""] = scripts;
  const mallory = await stage.enters({
    name: image,
    origin: house.server.origin,
    workspace: team.workspace,
  });
  await signUp(mallory.http, { ...mallory.account, inviteToken: team.invitation });
  await acceptInvitation(mallory.http, team.invitation);
  const channel = await createChannel(mallory.http, team.workspace, {
    name: "lair",
    topic: svg,
  });

  await alice.opens(`/${team.workspace.slug}/c/${channel}`);
  await expect(alice.page.getByRole("main").getByText(svg).first()).toBeVisible();
  await alice.page.getByRole("button", { name: "Join #lair" }).click();
  const members = await alice.opensPanel("Members");
  await expect(members.getByRole("listitem").filter({ hasText: image })).toBeVisible();
  await alice.page.keyboard.press("Control+k");
  await alice.page.getByRole("combobox", { name: "Jump to" }).fill("img");
  await expect(alice.page.getByRole("option", { name: image })).toBeVisible();
  await alice.page.keyboard.press("Escape");

  await alice.opens(`/${team.workspace.slug}/admin/members`);
  await expect(alice.page.getByRole("row").filter({ hasText: image })).toBeVisible();
  await alice.opens(`/${team.workspace.slug}/admin/audit`);
  await expect(alice.page.getByRole("row").filter({ hasText: image }).first()).toBeVisible();

  await mallory.opens(`/${team.workspace.slug}/settings/profile`);
  await mallory.page.getByRole("textbox", { name: "Title", exact: true }).fill(svg);
  await mallory.page.getByRole("button", { name: "Save profile" }).click();
  await expect(mallory.page.getByText("Profile saved")).toBeVisible();
});
