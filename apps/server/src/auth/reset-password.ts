import { recordAccountEvent } from "../audit/record-account-event.ts";
import { inTransaction } from "../database/transaction.ts";
import { type AccountDesk, askEngine } from "./account-desk.ts";
import type { RequestPasswordResetInput, ResetPasswordInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { requireOwnAddress } from "./own-address.ts";

/** Sends a link to choose a new password. The answer, and its time, is the same when there is no such account. */
export async function requestPasswordReset(
  desk: AccountDesk,
  visit: Visit,
  { email, redirectTo }: RequestPasswordResetInput,
): Promise<AccountAnswer> {
  requireOwnAddress(desk.config, "redirectTo", redirectTo);
  const sent = askEngine(desk, visit, (headers) =>
    desk.engine.api.requestPasswordReset({ body: { email }, headers, returnHeaders: true }),
  );
  desk.later("send a reset link", sent);
  const message = "If this e-mail exists in our system, check your e-mail for the reset link";
  return { body: { status: true, message }, cookies: [] };
}

/** What the account library hands over to be sent: the newest link is the only one that works. */
export async function sendReset(
  { database, config, mailer }: Pick<AccountDesk, "database" | "config" | "mailer">,
  { userId, email, name, token }: { userId: string; email: string; name: string; token: string },
): Promise<void> {
  await database.$executeRaw`
    DELETE FROM verification WHERE value = ${userId}
      AND id < (SELECT id FROM verification WHERE value = ${userId} ORDER BY id DESC LIMIT 1)`;
  const link = `${config.publicUrl}/reset-password?token=${encodeURIComponent(token)}`;
  await mailer.send({
    to: email,
    subject: "Choose a new password for Hallway",
    text: [
      `Hello ${name},`,
      "somebody, hopefully you, asked for a new password for your Hallway account. This link lets you choose one. It works once, within the next hour:",
      link,
      "If it wasn't you, ignore this mail: your password stays as it is.",
    ].join("\n\n"),
    link,
  });
}

/** Sets a new password by the link's token and signs out everywhere; nobody is signed in by it. */
export async function resetPassword(
  desk: AccountDesk,
  visit: Visit,
  { token, newPassword }: ResetPasswordInput,
): Promise<AccountAnswer> {
  const { internalAdapter } = await desk.engine.$context;
  const asked = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  const answer = await askEngine(desk, visit, (headers) =>
    desk.engine.api.resetPassword({ body: { token, newPassword }, headers, returnHeaders: true }),
  );
  if (asked) {
    await inTransaction(desk, (tx) =>
      recordAccountEvent(tx, visit.visitor, {
        action: "account.password-reset",
        account: { userId: asked.value },
      }),
    );
  }
  return answer;
}
