import { hash } from "node:crypto";

/** What tells a retry of the same message from another message under the same id. */
export function fingerprintOf(text: string): string {
  return hash("sha256", text, "base64url");
}
