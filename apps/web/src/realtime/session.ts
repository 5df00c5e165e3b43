import type { Answer, ErrorView } from "@hallway/protocol";
import { codeOfStatus, isErrorView, unreachable } from "./answer.ts";

/** Who is signed in. */
export interface Account {
  id: string;
  name: string;
  email: string;
}

/** Signs in; the session cookie is set by the answer. */
export function signIn(credentials: { email: string; password: string }): Promise<Answer<Account>> {
  return authenticate("sign-in/email", credentials);
}

/** Creates an account and signs in. With an invitation's token it works where sign-up is by invitation. */
export function signUp(person: {
  name: string;
  email: string;
  password: string;
  inviteToken?: string;
}): Promise<Answer<Account>> {
  return authenticate("sign-up/email", person);
}

/** Ends this browser's session. */
export async function signOut(): Promise<Answer<null>> {
  return done(await request("sign-out", {}));
}

/** Who is signed in here, or null. */
export async function getSession(): Promise<Answer<Account | null>> {
  const answer = await request("get-session");
  if (!answer.ok)
    return answer.error.code === "unauthenticated" ? { ok: true, data: null } : answer;
  return { ok: true, data: accountIn(answer.data) };
}

/** Asks for a mail with a link to `/reset-password`; the answer is the same for unknown addresses. */
export async function requestPasswordReset(email: string): Promise<Answer<null>> {
  const redirectTo = `${location.origin}/reset-password`;
  return done(await request("request-password-reset", { email, redirectTo }));
}

/** Sets a new password with the token of such a mail; every session ends. */
export async function resetPassword(reset: {
  token: string;
  newPassword: string;
}): Promise<Answer<null>> {
  return done(await request("reset-password", reset));
}

/** Changes my password; with `revokeOtherSessions` I stay signed in only here. */
export async function changePassword(change: {
  currentPassword: string;
  newPassword: string;
  revokeOtherSessions: boolean;
}): Promise<Answer<null>> {
  return done(await request("change-password", change));
}

/** Signs me out everywhere but here. */
export async function revokeOtherSessions(): Promise<Answer<null>> {
  return done(await request("revoke-other-sessions", {}));
}

async function authenticate(path: string, body: object): Promise<Answer<Account>> {
  const answer = await request(path, body);
  if (!answer.ok) return answer;
  const account = accountIn(answer.data);
  return account ? { ok: true, data: account } : { ok: false, error: senseless };
}

/** Accounts answer in the form of better-auth: the plain body when it went well, `{ code, message }` when not. */
async function request(path: string, body?: object): Promise<Answer<unknown>> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: body ? "POST" : "GET",
      credentials: "same-origin",
      headers: body ? { "content-type": "application/json" } : {},
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const data: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, data };
    return { ok: false, error: explain(response, data) };
  } catch {
    return { ok: false, error: unreachable };
  }
}

function explain(response: Response, body: unknown): ErrorView {
  const nested = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  if (isErrorView(nested)) return nested;
  const code = codeOfStatus(response.status);
  const known = messages[textOf(body, "code")];
  const retryAfter = Number(response.headers.get("retry-after"));
  return {
    code,
    message: known?.message ?? (textOf(body, "message") || fallback[code] || senseless.message),
    ...(known?.field && { field: known.field }),
    ...(retryAfter > 0 && { retryInMs: retryAfter * 1000 }),
  };
}

function accountIn(body: unknown): Account | null {
  if (typeof body !== "object" || body === null || !("user" in body)) return null;
  const id = textOf(body.user, "id");
  if (!id) return null;
  return { id, name: textOf(body.user, "name"), email: textOf(body.user, "email") };
}

function textOf(body: unknown, key: string): string {
  if (typeof body !== "object" || body === null) return "";
  const value: unknown = Object.getOwnPropertyDescriptor(body, key)?.value;
  return typeof value === "string" ? value : "";
}

function done(answer: Answer<unknown>): Answer<null> {
  return answer.ok ? { ok: true, data: null } : answer;
}

const TIMEOUT_MS = 15_000;

const senseless: ErrorView = {
  code: "internal",
  message: "The server gave an answer that makes no sense. Try again in a moment.",
};

const fallback: Partial<Record<ErrorView["code"], string>> = {
  unauthenticated: "You are not signed in. Sign in and try again.",
  forbidden: "This is not allowed.",
  rate_limited: "That was too often. Wait a minute and try again.",
  unavailable: "Hallway is busy right now. Try again in a moment.",
  internal: "Something went wrong on the server. Try again in a moment.",
};

const messages: Record<string, { message: string; field?: string }> = {
  INVALID_EMAIL_OR_PASSWORD: { message: "The e-mail address or the password is wrong." },
  INVALID_EMAIL: { message: "Enter a whole e-mail address.", field: "email" },
  INVALID_PASSWORD: { message: "This is not your current password.", field: "currentPassword" },
  PASSWORD_TOO_SHORT: { message: "Use a longer password.", field: "password" },
  PASSWORD_TOO_LONG: { message: "Use a shorter password.", field: "password" },
  INVALID_TOKEN: { message: "This link has expired or was used already. Ask for a new one." },
};
