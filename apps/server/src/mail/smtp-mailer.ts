import nodemailer from "nodemailer";
import type { Logger } from "pino";
import type { Mailer } from "./mailer.ts";

/** Sends mail over SMTP. The log learns that, never to whom or what. */
export function createSmtpMailer({
  smtpUrl,
  from,
  logger,
}: {
  smtpUrl: string;
  from: string;
  logger: Logger;
}): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: "smtp",
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
      logger.info("mail sent");
    },
  };
}
