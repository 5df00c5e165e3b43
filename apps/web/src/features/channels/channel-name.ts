/** What is typed, as a channel's name may be: small letters, hyphens for spaces, nothing that the server would refuse. */
export function channelNameFrom(typed: string): string {
  return typed
    .normalize("NFC")
    .toLowerCase()
    .replace(/^[\s#]+/u, "")
    .replace(/\s+/gu, "-")
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}._-]/gu, "");
}
