import type { Config } from "../config.ts";

/** What of a request tells where it was made. */
export interface RequestSource {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Whether a page of ours made the request: the very string of the public address, nothing that resembles it. */
export function isOurOrigin(
  config: Pick<Config, "publicUrl">,
  origin: string | undefined,
): boolean {
  return origin === config.publicUrl;
}

/**
 * Whether another site may be using our visitor's browser. Whoever names an origin must name ours; a cookie alone, which
 * browsers attach for everyone, proves nothing. Scripts with a token, and requests without any right, need no origin.
 */
export function isForged(
  config: Pick<Config, "publicUrl">,
  { method, headers }: RequestSource,
): boolean {
  if (SAFE_METHODS.has(method)) return false;
  const origin = headers.origin;
  if (origin !== undefined) return !isOurOrigin(config, String(origin));
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "none") return site !== "same-origin";
  return headers.cookie !== undefined && !isBearer(headers.authorization);
}

/** The same for a socket's handshake, which is a GET but opens everything. */
export function isForgedHandshake(
  config: Pick<Config, "publicUrl">,
  headers: RequestSource["headers"],
): boolean {
  return isForged(config, { method: "POST", headers });
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

function isBearer(authorization: string | string[] | undefined): boolean {
  return typeof authorization === "string" && /^bearer /i.test(authorization);
}
