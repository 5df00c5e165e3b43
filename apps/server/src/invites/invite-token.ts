import { createHash, randomBytes } from "node:crypto";

/** Makes the secret of an invitation's link: 256 random bits, which nobody guesses. */
export function makeInviteToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What of the secret is kept: enough to know it again, useless to whoever reads the database. */
export function hashInviteToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The end of the secret, to recognise a link by. */
export function hintOf(token: string): string {
  return token.slice(-4);
}
