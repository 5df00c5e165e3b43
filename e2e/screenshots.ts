// Takes the pictures of the main screens from the demo workspace: npm run screenshots
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserContextOptions, chromium } from "@playwright/test";
import type { Actor } from "./actors.ts";
import { browserLaunch, ensureBrowser } from "./browser.ts";
import { ann, entersDemo } from "./demo.ts";
import { startServer } from "./server.ts";
import { openStage } from "./stage.ts";

const folder = join(import.meta.dirname, "../docs/pictures");

/** Who else is here, so that the workspace looks as it does on a working day. */
const others = ["Chidi Okafor", "Esra Kaya", "Maya Fernández", "Ravi Shah", "Sofia Lindqvist"];

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

ensureBrowser();
await mkdir(folder, { recursive: true });
const server = await startServer({ seeded: true });
const browser = await chromium.launch(browserLaunch());
const stage = openStage(browser);
try {
  for (const name of others) {
    const email = `${/^\w+/.exec(name)?.[0].toLowerCase()}@acme.example`;
    await (await entersDemo(stage, server, { name, email })).opensWorkspace();
  }
  for (const picture of pictures) await take(picture);
} finally {
  await stage.close();
  await browser.close();
  await server.stop();
}

async function take({ name, path, browser, visitor = false, prepare }: Picture): Promise<void> {
  const options = {
    ...ann,
    browser: { locale: "en-GB", reducedMotion: "reduce", ...browser },
  } as const;
  const actor = visitor
    ? await stage.enters({ ...options, origin: server.origin })
    : await entersDemo(stage, server, options);
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
