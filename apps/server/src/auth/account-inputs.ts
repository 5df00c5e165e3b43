import { codePoints, limits, line } from "@hallway/protocol";
import { z } from "zod";

/** A password exactly as typed: nothing is trimmed or normalised. */
const Password = z
  .string()
  .max(2 * limits.passwordMax, { error: tooLong(), abort: true })
  .refine((password) => password.isWellFormed(), { error: "This password has broken characters." })
  .refine((password) => codePoints(password) <= limits.passwordMax, { error: tooLong() });

const NewPassword = Password.refine((password) => codePoints(password) >= limits.passwordMin, {
  error: `Use at least ${limits.passwordMin} characters.`,
});

const Email = z
  .email({ error: "This is not an e-mail address." })
  .max(limits.email, { error: "This e-mail address is too long." })
  .toLowerCase();

/** Where a client wants to go afterwards. We never redirect, but refuse what would lead to another site. */
const Address = z.string().max(2_000);

export const SignUpInput = z.strictObject({
  name: line(limits.personName, { min: 1 }),
  email: Email,
  password: NewPassword,
  inviteToken: z.string().min(1).max(200).optional(),
  callbackURL: Address.optional(),
  rememberMe: z.boolean().optional(),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

export const SignInInput = z.strictObject({
  email: Email,
  password: Password.min(1, { error: "Type your password." }),
  callbackURL: Address.optional(),
  rememberMe: z.boolean().optional(),
});
export type SignInInput = z.infer<typeof SignInInput>;

export const ChangePasswordInput = z.strictObject({
  currentPassword: Password.min(1, { error: "Type your current password." }),
  newPassword: NewPassword,
  revokeOtherSessions: z.boolean().optional(),
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const RequestPasswordResetInput = z.strictObject({
  email: Email,
  redirectTo: Address.optional(),
});
export type RequestPasswordResetInput = z.infer<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.strictObject({
  token: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/, "This is not such a link. Ask for a new one."),
  newPassword: NewPassword,
});
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** `token` is the session's handle, as the list of my sessions names it. */
export const RevokeSessionInput = z.strictObject({ token: z.guid().toLowerCase() });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;

export const NoInput = z.strictObject({}).optional();

function tooLong() {
  return `Use at most ${limits.passwordMax} characters.`;
}
