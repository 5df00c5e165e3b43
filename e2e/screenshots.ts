// Takes the pictures of the main screens from the demo workspace: npm run screenshots
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContextOptions, chromium } from "@playwright/test";
import type { Actor } from "./actors.ts";
import { browserLaunch, ensureBrowser } from "./browser.ts";
import { ann, demoWorkspace, entersDemo } from "./demo.ts";
import { startServer } from "./server.ts";
import { openStage } from "./stage.ts";

const folder = join(import.meta.dirname, "../docs/pictures");

const colleagues = {
  chidi: { name: "Chidi Okafor", email: "chidi@acme.example" },
  esra: { name: "Esra Kaya", email: "esra@acme.example" },
  maya: { name: "Maya Fernández", email: "maya@acme.example" },
  ravi: { name: "Ravi Shah", email: "ravi@acme.example" },
  sofia: { name: "Sofia Lindqvist", email: "sofia@acme.example" },
};

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

type Picture = {
  name: string;
  path: string;
  browser: BrowserContextOptions;
  /** Without an account. */
  visitor?: boolean;
  /** What is done before the picture is taken. */
  prepare?(actor: Actor): Promise<void>;
};

const pictures: readonly Picture[] = [
  { name: "shell-light", path: "/acme", browser: desktop, prepare: opensEngineering },
  { name: "shell-dark", path: "/acme", browser: dark(desktop), prepare: opensEngineering },
  { name: "phone-light", path: "/acme", browser: phone, prepare: opensEngineering },
  { name: "phone-dark", path: "/acme", browser: dark(phone), prepare: opensEngineering },
  { name: "phone-list-light", path: "/acme", browser: phone },
  { name: "members-light", path: "/acme", browser: desktop, prepare: opensMembers },
  { name: "palette-light", path: "/acme", browser: desktop, prepare: opensPalette },
  { name: "browse-channels-light", path: "/acme", browser: desktop, prepare: browsesChannels },
  { name: "admin-overview-light", path: "/acme/admin/overview", browser: desktop },
  { name: "admin-members-dark", path: "/acme/admin/members", browser: dark(desktop) },
  { name: "sign-in-light", path: "/sign-in", browser: desktop, visitor: true },
  { name: "sign-in-dark", path: "/sign-in", browser: dark(desktop), visitor: true },
];

async function opensEngineering(actor: Actor): Promise<void> {
  await actor.goesTo("# engineering");
  await actor.timeline.getByRole("article").last().waitFor();
}

async function opensMembers(actor: Actor): Promise<void> {
  await opensEngineering(actor);
  const panel = await actor.opensPanel("Members");
  await panel.getByRole("listitem").first().waitFor();
}

async function opensPalette(actor: Actor): Promise<void> {
  await opensEngineering(actor);
  await actor.page.keyboard.press("Control+k");
  await actor.page.getByRole("combobox", { name: "Jump to" }).fill("de");
  await actor.page.getByRole("option").first().waitFor();
}

async function browsesChannels(actor: Actor): Promise<void> {
  await opensEngineering(actor);
  await actor.sidebar.getByRole("button", { name: "Browse channels" }).click();
  await actor.page.getByRole("dialog").getByRole("listitem").first().waitFor();
}

function dark(browser: BrowserContextOptions): BrowserContextOptions {
  return { ...browser, colorScheme: "dark" };
}

/** What happens on a working day: people are here, write code and to each other, and an owner looks after the place. */
async function bringsLife(owner: Actor): Promise<void> {
  const [chidi, esra, maya] = await Promise.all([
    comes(colleagues.chidi),
    comes(colleagues.esra),
    comes(colleagues.maya),
    comes(colleagues.ravi),
    comes(colleagues.sofia),
  ]);
  await owner.opens("/acme/admin/members");
  await owner.page
    .getByRole("combobox", { name: "Role of Katarzyna Wiśniewska" })
    .selectOption("Admin");
  await owner.page.getByText("Katarzyna Wiśniewska is an admin now").waitFor();
  await esra.choosesInMenu("Invite people");
  await esra.page.getByRole("button", { name: "Create link" }).click();
  await esra.page.getByRole("textbox", { name: "Invitation link" }).waitFor();
  await esra.page.getByRole("button", { name: "Done" }).click();

  await esra.writesTo(owner.name);
  await esra.sends("The new icons are in the shared folder, have a look when you can");
  await chidi.goesTo("# engineering");
  await chidi.sends(
    [
      "The fix for the lock is short, **all sends that arrive meanwhile share one commit**:",
      "```ts",
      "const batch = waiting.splice(0);",
      "await database.transaction((tx) => insertAll(tx, batch));",
      "```",
    ].join("\n"),
    "The fix for the lock",
  );
  await maya.goesTo("# engineering");
  await maya.sends("Beautiful. Measured it here: 1,800 → 9,400 a second 🚀");
}

async function comes(person: { name: string; email: string }): Promise<Actor> {
  const actor = await entersDemo(stage, server, person);
  await actor.opensWorkspace();
  return actor;
}

ensureBrowser();
await mkdir(folder, { recursive: true });
const server = await startServer({ seeded: true, env: { RATE_LIMITS: "on" } });
const browser = await chromium.launch(browserLaunch());
const stage = openStage(browser);
try {
  const owner = await entersDemo(stage, server, ann);
  await bringsLife(owner);
  const storageState = await owner.context.storageState();
  await owner.page.close();
  for (const picture of pictures) await take(picture, storageState);
} finally {
  await stage.close();
  await browser.close();
  await server.stop();
}

type SignedIn = Awaited<ReturnType<Actor["context"]["storageState"]>>;

async function take(picture: Picture, storageState: SignedIn): Promise<void> {
  const { name, path, browser: device, visitor = false, prepare } = picture;
  const actor = await stage.enters({
    ...ann,
    origin: server.origin,
    workspace: demoWorkspace,
    browser: {
      locale: "en-GB",
      reducedMotion: "reduce",
      ...device,
      ...(visitor ? {} : { storageState }),
    },
  });
  const { page } = actor;
  await actor.opens(path);
  await page.getByRole("heading").first().waitFor();
  await prepare?.(actor);
  await actor.seesAllLoaded();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: "disabled",
    caret: "hide",
  });
  await page.close();
  console.log(`docs/pictures/${name}.png`);
}
