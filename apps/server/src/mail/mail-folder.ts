import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Config } from "../config.ts";
import type { Mailer } from "./mailer.ts";

/** Writes each mail as a file below `DATA_DIR/mail`, which nobody but this user can read, and keeps the newest. */
export function createMailFolder({
  config,
  logger,
}: {
  config: Pick<Config, "dataDir" | "mailFrom">;
  logger: Logger;
}): Mailer {
  const folder = join(config.dataDir, "mail");
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    kind: "folder",
    async send({ to, subject, text }) {
      const { message } = await transport.sendMail({
        from: config.mailFrom,
        to: { name: "", address: to },
        subject,
        text,
        textEncoding: "base64",
      });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      await writeFile(join(folder, fileName(to)), message, { mode: 0o600, flag: "wx" });
      await keepNewest(folder);
      logger.info("mail written to the mail folder");
    },
  };
}

const KEPT = 1_000;

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
