import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { Actor } from "./actors.ts";
import type { Workspace } from "./public-http.ts";

export interface Entrance {
  name: string;
  /** Where the server is. */
  origin: string;
  email?: string;
  /** The workspace this person is about; for who is in none yet, the one that is about to be. */
  workspace?: Workspace;
  /** The browser's window, colours, device. */
  browser?: BrowserContextOptions;
}

/** Where people enter a scenario, each with a browser of their own. */
export interface Stage {
  enters(person: Entrance): Promise<Actor>;
  /** Closes all browsers; fails when a page broke, opened a dialog or was kept by the server's policy from doing something. */
  close(): Promise<void>;
}

export function openStage(browser: Browser): Stage {
  const actors: Actor[] = [];
  const troubles: string[] = [];
  let count = 0;
  return {
    async enters({ name, origin, email, workspace = unfounded, browser: options }) {
      const context = await browser.newContext({ ...options, baseURL: origin });
      context.on("page", (page) => watch(page, { name, troubles }));
      const page = await context.newPage();
      const own = `${name.toLowerCase().replace(/\W/g, "")}-${process.pid}-${Date.now()}-${count++}@example.com`;
      const actor = new Actor(page, { name, origin, email: email ?? own, workspace });
      actors.push(actor);
      return actor;
    },
    async close() {
      for (const { context } of actors) await context.close();
      expect(troubles, "what went wrong inside the pages").toEqual([]);
    },
  };
}

const unfounded: Workspace = { id: "", slug: "", name: "" };

function watch(page: Page, { name, troubles }: { name: string; troubles: string[] }): void {
  page.on("pageerror", (error) => troubles.push(`${name}: ${error.message}`));
  page.on("dialog", (dialog) => {
    troubles.push(`${name}: a dialog said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    const text = message.text();
    if (/Content Security Policy|Trusted ?Type/i.test(text)) troubles.push(`${name}: ${text}`);
  });
}
