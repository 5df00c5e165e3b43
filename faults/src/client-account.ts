import { PROTOCOL_VERSION } from "@hallway/protocol";
import { z } from "zod";
import type { SiteView } from "./contract.ts";

/** Signed in: who it is, and the cookie that says so. */
export interface Credentials {
  user: string;
  cookie: string;
}

/** A person's account; every sign-in is a session of its own. */
export interface Account {
  name: string;
  email: string;
  password: string;
}

/** More than a busy machine needs for a password's hash; a half-open line is given up after it. */
const PATIENCE_MS = 30_000;

export async function signUp(
  site: SiteView,
  { name, email, password }: Account,
  inviteToken?: string,
): Promise<Credentials> {
  const invited = inviteToken ? { inviteToken } : {};
  return enter(site, { node: 0, path: "sign-up/email" }, { name, email, password, ...invited });
}

export async function signIn(
  site: SiteView,
  node: number,
  { email, password }: Account,
): Promise<Credentials> {
  return enter(site, { node, path: "sign-in/email" }, { email, password });
}

const Entered = z.object({ user: z.object({ id: z.string() }) });

async function enter(
  site: SiteView,
  { node, path }: { node: number; path: string },
  body: object,
): Promise<Credentials> {
  const response = await post(site, { node, path: `/api/auth/${path}`, body });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { user: Entered.parse(await response.json()).user.id, cookie };
}

/** A command over HTTP; rejects when no JSON came back. */
export async function command(
  site: SiteView,
  where: { node: number; cookie: string; workspaceId?: string },
  { name, input }: { name: string; input: unknown },
): Promise<unknown> {
  const place = where.workspaceId ? `workspaces/${where.workspaceId}/` : "";
  const { node, cookie } = where;
  const response = await post(site, { node, path: `/api/v1/${place}${name}`, body: input, cookie });
  return response.json();
}

/** The options with which a browser of ours would open its socket. */
export function handshakeOf(site: SiteView, cookie: string) {
  return {
    auth: { protocol: PROTOCOL_VERSION },
    extraHeaders: { cookie, origin: site.origin },
  };
}

function post(
  site: SiteView,
  { node, path, body, cookie }: { node: number; path: string; body: unknown; cookie?: string },
): Promise<Response> {
  return fetch(`${urlOf(site, node)}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      origin: site.origin,
      ...(cookie ? { cookie } : {}),
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** Whether anything at all answers there, as a browser in the dark asks. */
export async function reachesNode(site: SiteView, node: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(3_000);
    await (await fetch(`${urlOf(site, node)}/livez`, { signal })).text();
    return true;
  } catch {
    return false;
  }
}

/** A node's address; numbers go round. */
export function urlOf({ urls }: SiteView, node: number): string {
  const url = urls[node % urls.length];
  if (!url) throw new Error("A site has at least one node");
  return url;
}
