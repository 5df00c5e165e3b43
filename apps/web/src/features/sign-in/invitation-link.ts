/** The token in what someone pasted: a whole invitation link, its path, or the token alone. */
export function readInvitationToken(pasted: string): string | null {
  const text = pasted.trim();
  const fromLink = /\/invite\/([^/?#\s]+)/.exec(text)?.[1];
  const token = fromLink ?? (/^[\w-]+$/.test(text) ? text : null);
  return token === null || token.length > LONGEST_TOKEN ? null : token;
}

const LONGEST_TOKEN = 200;
