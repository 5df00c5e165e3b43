import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Config } from "../config.ts";
import type { Mail, Mailer } from "./mailer.ts";

/**
 * Writes each mail as a readable file below `DATA_DIR/mail`, for nobody but the user this server runs as, and keeps the
 * newest. Whoever runs the server finds the links there.
 */
export function createMailFolder({
  config,
  logger,
}: {
  config: Pick<Config, "dataDir" | "mailFrom">;
  logger: Logger;
}): Mailer {
  const folder = join(config.dataDir, "mail");
  return {
    kind: "folder",
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const content = toMessage(mail, config.mailFrom);
      await writeFile(join(folder, fileName(mail.to)), content, { mode: 0o600, flag: "wx" });
      await keepNewest(folder);
      logger.info("mail written to the mail folder");
    },
  };
}

const KEPT = 1_000;

/** A message any mail program opens, with its text and links as they are. */
function toMessage({ to, subject, text }: Mail, from: string): string {
  const headers = [
    ["From", from],
    ["To", to],
    ["Subject", subject],
    ["Date", new Date().toUTCString()],
    ["MIME-Version", "1.0"],
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Transfer-Encoding", "8bit"],
  ];
  const lines = headers.map(([name, value = ""]) => `${name}: ${value.replace(/\s+/g, " ")}`);
  return `${lines.join("\n")}\n\n${text}\n`;
}

/** Sorts by time; tells mails to one person from those to another, but not who it is. */
function fileName(to: string): string {
  const recipient = createHash("sha256").update(to.toLowerCase()).digest("hex").slice(0, 12);
  return `${uuidv7()}-${recipient}.eml`;
}

async function keepNewest(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  const old = files.slice(0, Math.max(0, files.length - KEPT));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}
