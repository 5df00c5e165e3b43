import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../config.ts";

/**
 * The name of the session cookie. Behind https it is bound to this very host: neither another site of the same domain
 * nor a plain connection can plant one.
 */
export function sessionCookieName({ publicUrl }: Pick<Config, "publicUrl">): string {
  return isSecure(publicUrl) ? `__Host-${NAME}` : NAME;
}

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith("https:");
}

/** The session token that a request carries: a script's bearer token, else our own signature's cookie. */
export function readSessionToken(
  headers: Headers,
  { cookieName, secret }: { cookieName: string; secret: string },
): string | null {
  const authorization = headers.get("authorization");
  if (authorization !== null) return readBearer(authorization);
  return readCookie(headers.get("cookie") ?? "", { cookieName, secret });
}

/**
 * A name for the session that a cookie header carries, to count by: our signature says that there was such a session,
 * not that it still stands. Null without one. The name is no key to anything.
 */
export function nameSession(
  header: string,
  keys: { cookieName: string; secret: string },
): string | null {
  const token = readCookie(header, keys);
  return token && createHash("sha256").update(token).digest("base64url").slice(0, 22);
}

/** Signs a token the way the account library reads it from its cookie. */
export function signToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${signatureOf(token, secret)}`);
}

const NAME = "hallway.session_token";
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

function readCookie(
  header: string,
  { cookieName, secret }: { cookieName: string; secret: string },
): string | null {
  const cookie = findCookie(header, cookieName);
  return cookie ? readSigned(cookie, secret) : null;
}

function readBearer(authorization: string): string | null {
  const token = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
  return TOKEN.test(token) ? token : null;
}

function findCookie(header: string, name: string): string | undefined {
  const pairs = header.split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function readSigned(cookie: string, secret: string): string | null {
  const [token = "", signature = ""] = decode(cookie).split(".");
  if (!TOKEN.test(token)) return null;
  const given = Buffer.from(signature);
  const expected = Buffer.from(signatureOf(token, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function signatureOf(token: string, secret: string): string {
  return createHmac("sha256", secret).update(token).digest("base64");
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
