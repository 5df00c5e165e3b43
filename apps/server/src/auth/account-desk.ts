import { isAPIError } from "better-auth/api";
import type { Context } from "../context.ts";
import { type AccountEngine, CLIENT_IP_HEADER } from "./account-engine.ts";
import { AccountFailure, toAccountFailure } from "./account-failure.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { readSessionToken, signToken } from "./session-token.ts";

/** What the accounts take of what the whole server shares. */
export type SharedWithAccounts = Pick<
  Context,
  "config" | "logger" | "database" | "publisher" | "mailer"
>;

/** What the accounts' use cases share. */
export interface AccountDesk extends SharedWithAccounts {
  engine: AccountEngine;
  cookieName: string;
  secret: string;
  /** Goes on with work after the answer; a failure is logged. */
  later(what: string, work: Promise<unknown>): void;
}

/** What the account library answers when asked for its headers too. */
interface EngineAnswer {
  headers: Headers;
  response: unknown;
}

/** Asks the account library, as this visit and with nothing of it but its session, browser and address. */
export async function askEngine(
  desk: AccountDesk,
  visit: Visit,
  ask: (headers: Headers) => Promise<EngineAnswer>,
): Promise<AccountAnswer> {
  try {
    const { headers, response } = await ask(engineHeaders(desk, visit));
    return { body: response, cookies: headers.getSetCookie() };
  } catch (error) {
    throw isAPIError(error) ? toAccountFailure(error) : error;
  }
}

export function visitToken(desk: AccountDesk, visit: Visit): string | null {
  return readSessionToken(visit.headers, desk);
}

/** The refusal of a visit without a session. */
export function notSignedIn(): AccountFailure {
  return new AccountFailure("UNAUTHORIZED", {
    code: "unauthenticated",
    message: "You are not signed in. Sign in and try again.",
  });
}

function engineHeaders(desk: AccountDesk, visit: Visit): Headers {
  const headers = new Headers({ [CLIENT_IP_HEADER]: visit.visitor.ip });
  if (visit.visitor.userAgent) headers.set("user-agent", visit.visitor.userAgent);
  const cookie = engineCookie(desk, visit);
  if (cookie) headers.set("cookie", cookie);
  return headers;
}

/** A script's token takes the form of a cookie; a browser's cookies are its own. */
function engineCookie(desk: AccountDesk, { headers }: Visit): string | null {
  if (!headers.has("authorization")) return headers.get("cookie");
  const token = readSessionToken(headers, desk);
  return token && `${desk.cookieName}=${signToken(token, desk.secret)}`;
}
