import { createHash } from "node:crypto";

/** What tells a retry of the same message from another message under the same id. */
export function fingerprintOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
