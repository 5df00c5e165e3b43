import type { Context } from "../context.ts";

/** Sends an invitation to its address. One that can't be sent is no failure: whoever made it has its link. */
export async function mailInvite(
  { mailer, logger }: Pick<Context, "mailer" | "logger">,
  invite: { to: string; from: string; workspace: string; url: string },
): Promise<void> {
  const { to, from, workspace, url } = invite;
  try {
    await mailer.send({
      to,
      subject: `${from} invites you to ${workspace}`,
      text: [
        "Hello,",
        `${from} invites you to join the workspace ${workspace}:`,
        url,
        `The invitation is for you alone: only an account with the address ${to} can accept it, once.`,
      ].join("\n\n"),
      link: url,
    });
  } catch (error) {
    logger.warn({ err: error }, "an invitation could not be mailed");
  }
}
