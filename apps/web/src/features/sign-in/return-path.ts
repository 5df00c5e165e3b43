/**
 * Where to go after signing in, when the address says so and it is a page of ours.
 * Whatever the browser could read as another origin is ignored: `//evil`, `/\evil`, `https:evil`, encoded or not.
 */
export function safeReturnPath(next: string | null): string | null {
  if (next === null || !isPlainPath(next)) return null;
  const decoded = decodeFully(next);
  return decoded !== null && isPlainPath(decoded) ? next : null;
}

/** A page's address with the way back: `/sign-in?next=%2Facme`. */
export function withReturnPath(page: string, next: string | null): string {
  const safe = safeReturnPath(next);
  return safe === null ? page : `${page}?next=${encodeURIComponent(safe)}`;
}

const OUR_ORIGIN = "https://hallway.invalid";

function isPlainPath(text: string): boolean {
  if (!/^\/(?![/\\])/.test(text) || hasHiddenCharacters(text) || text.includes("\\")) return false;
  return URL.parse(text, OUR_ORIGIN)?.origin === OUR_ORIGIN;
}

/** Browsers drop tabs and line ends from addresses, which can turn a path into another origin. */
function hasHiddenCharacters(text: string): boolean {
  return /[\p{Cc}\p{Cf}]/u.test(text);
}

const MOST_ENCODINGS = 4;

function decodeFully(text: string): string | null {
  let current = text;
  for (let round = 0; round < MOST_ENCODINGS; round++) {
    const decoded = decodeOnce(current);
    if (decoded === null || decoded === current) return decoded;
    current = decoded;
  }
  return null;
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
