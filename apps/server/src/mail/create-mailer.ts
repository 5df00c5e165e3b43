import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { createMailFolder } from "./mail-folder.ts";
import type { Mailer } from "./mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

/** Mail by the configured server; without one, into a folder that only the admin can read. */
export function createMailer({ config, logger }: { config: Config; logger: Logger }): Mailer {
  return config.smtpUrl === null
    ? createMailFolder({ config, logger })
    : createSmtpMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, logger });
}
