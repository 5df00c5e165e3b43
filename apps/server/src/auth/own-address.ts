import type { Config } from "../config.ts";
import { AccountFailure } from "./account-failure.ts";

/** Refuses an address to go on to that is not one of this server's pages. */
export function requireOwnAddress(
  { publicUrl }: Pick<Config, "publicUrl">,
  field: "callbackURL" | "redirectTo",
  address: string | undefined,
): void {
  if (address === undefined || isOwnAddress(publicUrl, address)) return;
  throw new AccountFailure("INVALID_REDIRECT_URL", {
    code: "invalid",
    field,
    message: "Only addresses of this server are allowed here.",
  });
}

/** Whether it is a path of ours, alone or behind our origin, that no parser takes for another host. */
export function isOwnAddress(publicUrl: string, address: string): boolean {
  const path = address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : address;
  return address === publicUrl || /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(path);
}
