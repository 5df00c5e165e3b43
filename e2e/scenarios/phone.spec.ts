import type { Locator } from "@playwright/test";
import { PASSWORD } from "../actors.ts";
import { expect, test } from "../fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("on a phone one signs in, opens, writes, goes back, and looks at the panels", async ({
  alice,
  bob,
}) => {
  const { page } = alice;
  await alice.context.clearCookies();
  await alice.opens("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill(alice.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).tap();

  await expect(page).toHaveURL(`/${alice.workspace.slug}`);
  await expect(alice.composer).toHaveCount(0);
  await alice.row("# general").tap();
  await expect(page.getByRole("heading", { level: 1, name: "general" })).toBeVisible();
  await expect(alice.sidebar).toHaveCount(0);

  await alice.composer.fill("Sent from the train");
  await page.getByRole("button", { name: "Send" }).tap();
  await alice.sees("Sent from the train");
  await bob.opens(`/${bob.workspace.slug}`);
  await bob.row("# general").tap();
  await bob.sees("Sent from the train");

  const members = await alice.opensPanel("Members");
  await expect(members.getByRole("listitem").filter({ hasText: "Bob" })).toBeVisible();
  await fillsTheWidth(members);
  await members.getByRole("button", { name: "Close" }).tap();
  await expect(members).toBeHidden();

  await page.getByRole("link", { name: "Back" }).tap();
  await expect(alice.row("# random")).toBeVisible();
  await expect(alice.composer).toHaveCount(0);
});

test("on a phone nothing lies over the next conversation, and Try now can be touched", async ({
  alice,
  bob,
}) => {
  const { page, context } = alice;
  await alice.opens(`/${alice.workspace.slug}`);
  await alice.row("# general").tap();
  const members = await alice.opensPanel("Members");
  await members.getByRole("button", { name: `Message ${bob.name}` }).tap();
  await expect(page.getByRole("textbox", { name: `Message ${bob.name}` })).toBeVisible();
  await expect(members).toHaveCount(0);

  await context.routeWebSocket(/\/socket\.io\//, (socket) => void socket.close());
  await context.route(/\/socket\.io\//, (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Try now" }).tap();
});

test("on a phone nothing is wider than the screen, and fingers find every button", async ({
  alice,
}) => {
  const { page, workspace } = alice;
  await alice.opens(`/${workspace.slug}`);
  await expect(alice.row("# general")).toBeVisible();
  await fits(alice.row("# general"));
  await alice.row("# general").tap();
  await alice.sends("A link that goes on https://example.com/".padEnd(400, "and-on-"));
  await alice.sends(`| a | b |\n|---|---|\n| narrow | ${"many words ".repeat(20)} |`, "many words");
  await isOnOneLine(alice.timeline.getByRole("cell", { name: "narrow" }));
  for (const name of ["Send", "Members", "Details"]) {
    await isTouchable(page.getByRole("button", { name, exact: true }));
  }
  await isTouchable(page.getByRole("link", { name: "Back" }));
  await alice.opens(`/${workspace.slug}/settings/sessions`);
  await isTouchable(page.getByRole("button", { name: "Show new password" }));
  for (const path of ["", "/settings/profile", "/admin/overview", "/admin/members"]) {
    await alice.opens(`/${workspace.slug}${path}`);
    await expect(page.getByRole("navigation").first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  }
});

test("on a phone what can be done with a message lies over no word of it, and is in sight whole", async ({
  alice,
}) => {
  const { page, workspace } = alice;
  await alice.opens(`/${workspace.slug}`);
  await alice.row("# general").tap();
  for (let place = 1; place <= 12; place++) {
    await alice.sends(`Number ${place}\nand more\nand more`, `Number ${place}`);
  }
  const toolbar = page.getByRole("toolbar", { name: "Message actions" });

  const last = alice.timeline.getByRole("article").filter({ hasText: "Number 12" });
  await last.tap();
  await expect(toolbar).toBeInViewport({ ratio: 1 });
  await expect.poll(() => overlaps(toolbar, last.getByText("Number 12"))).toBe(false);

  const top = await topmostIn(alice.timeline);
  await top.tap();
  await expect(toolbar).toHaveCount(1);
  await expect.poll(() => isWithin(toolbar, alice.timeline)).toBe(true);
});

/** The first message that is in sight whole. */
async function topmostIn(timeline: Locator): Promise<Locator> {
  const edge = await boxOf(timeline);
  const articles = timeline.getByRole("article");
  for (const article of await articles.all()) {
    if ((await boxOf(article)).top >= edge.top) return article;
  }
  throw new Error("Nothing is in sight");
}

async function overlaps(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

async function isWithin(inner: Locator, outer: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(inner), await boxOf(outer)];
  return a.top >= b.top && a.bottom <= b.bottom;
}

function boxOf(locator: Locator) {
  return locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top, bottom, left, right };
  });
}

/** Smaller ones are missed by thumbs. */
const FINGER_PX = 44;

async function isTouchable(button: Locator): Promise<void> {
  const smallerSide = async () => {
    const { width, height } = await placeOf(button);
    return Math.min(width, height);
  };
  await expect.poll(smallerSide).toBeGreaterThanOrEqual(FINGER_PX);
}

/** Words are read whole: what is too wide for a table is reached by scrolling it. */
async function isOnOneLine(cell: Locator): Promise<void> {
  const lines = () =>
    cell.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    });
  await expect.poll(lines).toBe(1);
}

async function fits(locator: Locator): Promise<void> {
  const rightEdge = async () => {
    const { x, width } = await placeOf(locator);
    return x + width;
  };
  await expect.poll(rightEdge).toBeLessThanOrEqual(390);
}

async function fillsTheWidth(panel: Locator): Promise<void> {
  await expect.poll(() => placeOf(panel)).toMatchObject({ x: 0, width: 390 });
}

/** Compares with nothing, so what is not drawn passes no check. */
const NOWHERE = { x: Number.NaN, width: Number.NaN, height: Number.NaN };

/** In whole pixels: what is still growing into its place is a hair smaller. */
async function placeOf(locator: Locator): Promise<{ x: number; width: number; height: number }> {
  const { x, width, height } = (await locator.boundingBox()) ?? NOWHERE;
  return { x: Math.round(x), width: Math.round(width), height: Math.round(height) };
}
