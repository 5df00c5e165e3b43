/** A `cookie` header after a response has set or deleted some of its cookies. */
export function keepCookies(cookie: string, response: Response): string {
  const jar = new Map(cookie.split("; ").filter(Boolean).map(toPair));
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = toPair(line.split(";")[0] ?? "");
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function toPair(cookie: string): [string, string] {
  const at = cookie.indexOf("=");
  return [cookie.slice(0, at).trim(), cookie.slice(at + 1)];
}
