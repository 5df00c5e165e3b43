import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { HallwayServer } from "./server.ts";

/** Waits for a mail to someone that holds a link to `path`, and returns the link of the newest. */
export async function linkInMail(
  { dataDir, origin }: HallwayServer,
  { to, path }: { to: string; path: string },
): Promise<string> {
  const link = new RegExp(`${origin}${path}\\S*`);
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const mails = await readMails(join(dataDir, "mail"));
        found = mails.findLast((mail) => mail.includes(`To: ${to}\n`))?.match(link)?.[0];
        return found;
      },
      { message: `a mail to ${to} with a link to ${path}` },
    )
    .toBeDefined();
  return found ?? "";
}

/** The mails, oldest first: their names begin with their time. */
async function readMails(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
}
