import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { Credentials, PublicHttp, Workspace } from "./public-http.ts";

export interface ActorOptions {
  name: string;
  email: string;
  origin: string;
  workspace: Workspace;
}

export const PASSWORD = "correct horse battery";

/** A page that lost its server tries again at growing distances, the longest of which is this. */
const UNTIL_RECONNECTED_MS = 30_000;

/** A person at a browser: does what people do and sees what people see, by the names that the screens promise. */
export class Actor {
  readonly name: string;
  readonly email: string;
  readonly workspace: Workspace;
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, { name, email, origin, workspace }: ActorOptions) {
    this.page = page;
    this.name = name;
    this.email = email;
    this.workspace = workspace;
    this.#origin = origin;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** This person's browser over HTTP, for what the scenario takes for granted. */
  get http(): PublicHttp {
    return { request: this.context.request, origin: this.#origin };
  }

  /** What this person signs up and in with. */
  get account(): Credentials {
    return { name: this.name, email: this.email, password: PASSWORD };
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Waits until everything that this screen was loading is there. */
  async seesAllLoaded(): Promise<void> {
    await expect(this.page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(this.page.getByText(/^Loading/)).toHaveCount(0);
  }

  /** Opens the workspace, at the conversation that was open last. */
  async opensWorkspace(): Promise<void> {
    await this.opens(`/${this.workspace.slug}`);
    await expect(this.sidebar).toBeVisible();
    await expect(this.composer).toBeVisible();
  }

  /** The same person at a second tab of the same browser. */
  async opensAnotherTab(): Promise<Actor> {
    const tab = await this.opensAnotherTabAt(`/${this.workspace.slug}`);
    await expect(tab.composer).toBeVisible();
    return tab;
  }

  async opensAnotherTabAt(path: string): Promise<Actor> {
    const tab = new Actor(await this.context.newPage(), { ...this, origin: this.#origin });
    await tab.opens(path);
    return tab;
  }

  get sidebar(): Locator {
    return this.page.getByRole("navigation", { name: "Channels and messages" });
  }

  /** A conversation's row, whatever waits in it: `# general`, or a person's name. */
  row(name: string): Locator {
    return this.sidebar.getByRole("link", { name: new RegExp(`^${escaped(name)}(,|$)`) });
  }

  /** Opens a conversation by its row and waits for its messages. */
  async goesTo(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByRole("heading", { level: 1, name: bare(name) })).toBeVisible();
    await expect(this.timeline).toHaveAccessibleName(`Messages in ${bare(name)}`);
  }

  /** Opens the direct message with someone, first of all or again. */
  async writesTo(person: string): Promise<void> {
    await this.sidebar.getByRole("button", { name: "New message" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New message" });
    await dialog.getByRole("combobox", { name: "People" }).fill(person);
    await dialog.getByRole("option", { name: person }).click();
    await dialog.getByRole("button", { name: "Open conversation" }).click();
    await expect(this.page.getByRole("textbox", { name: `Message ${person}` })).toBeVisible();
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message / });
  }

  get timeline(): Locator {
    return this.page.getByRole("log");
  }

  /** Presses Enter and lets the message find its own way. */
  async writes(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
    await expect(this.composer).toHaveValue("");
  }

  /** Sends a message where this person is, and waits until the server has it. `shown` is what is seen of it. */
  async sends(text: string, shown = text): Promise<void> {
    await this.writes(text);
    await expect(this.message(shown)).toHaveAccessibleName(sent(this.name));
  }

  /** The message that holds a text. */
  message(text: string): Locator {
    return this.timeline.getByRole("article").filter({ hasText: text });
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toBeVisible();
  }

  /** For right now: let the person see something that was said later first. */
  async doesNotSee(text: string): Promise<void> {
    await expect(this.page.getByText(text)).toHaveCount(0);
  }

  /** Waits until the messages that begin alike are these, each once, in this order. */
  async seesInOrder(...texts: string[]): Promise<void> {
    const [alike = ""] = texts[0]?.split(" ") ?? [];
    const messages = this.timeline.getByRole("article").filter({ hasText: alike });
    await expect(messages).toHaveText(
      texts.map((text) => new RegExp(`${escaped(text)}$`)),
      { timeout: UNTIL_RECONNECTED_MS },
    );
  }

  /** Points at a message and presses one of its actions. */
  async acts(action: string, text: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: action, exact: true }).click();
  }

  /** Mentions someone by picking the name among the suggestions, and sends it. */
  async mentions(person: string, text: string): Promise<void> {
    await this.composer.pressSequentially(`@${person}`);
    await this.page
      .getByRole("listbox", { name: "People" })
      .getByRole("option", { name: person })
      .click();
    await this.composer.pressSequentially(text);
    await this.composer.press("Enter");
    await expect(this.message(text)).toHaveAccessibleName(sent(this.name));
  }

  /** What the connection and the sending are doing. */
  async isTold(status: string | RegExp): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: status })).toBeVisible();
  }

  async goesOffline(): Promise<void> {
    await this.context.setOffline(true);
  }

  async comesBack(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** Chooses an entry of the workspace's menu. */
  async choosesInMenu(entry: string): Promise<void> {
    await this.sidebar.getByRole("button", { name: this.workspace.name }).click();
    await this.page.getByRole("menuitem", { name: entry }).click();
  }

  async opensPanel(name: "Members" | "Details"): Promise<Locator> {
    const panel = this.page.getByRole("complementary", { name });
    if (!(await panel.isVisible())) {
      await this.page.getByRole("main").getByRole("button", { name, exact: true }).click();
    }
    await expect(panel).toBeVisible();
    return panel;
  }
}

function sent(name: string): RegExp {
  return new RegExp(`^${escaped(name)}, \\d{1,2}:\\d{2}( [AaPp][Mm])?$`);
}

function bare(name: string): string {
  return name.replace(/^# /, "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
