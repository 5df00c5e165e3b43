import type { Database } from "../database/client.ts";
import { Failure } from "../failure.ts";
import { requireInvite } from "../invites/invite-access.ts";
import { type AccountDesk, askEngine } from "./account-desk.ts";
import { AccountFailure } from "./account-failure.ts";
import type { SignUpInput } from "./account-inputs.ts";
import type { AccountAnswer, Visit } from "./accounts.ts";
import { requireOwnAddress } from "./own-address.ts";

/**
 * Creates an account and signs it in. The very first one is free; after that an invitation is needed, unless this server
 * is open. The invitation is used up when it is accepted, not here.
 */
export async function signUp(
  desk: AccountDesk,
  visit: Visit,
  input: SignUpInput,
): Promise<AccountAnswer> {
  requireOwnAddress(desk.config, "callbackURL", input.callbackURL);
  const create = () => createAccount(desk, visit, input);
  if (!(await hasAccounts(desk.database))) {
    const first = await asFirst(desk.database, create);
    if (first) return first;
  }
  await requireLeave(desk, input);
  return create();
}

async function createAccount(
  desk: AccountDesk,
  visit: Visit,
  { name, email, password, rememberMe }: SignUpInput,
): Promise<AccountAnswer> {
  const body = { name, email, password, ...(rememberMe === undefined ? {} : { rememberMe }) };
  try {
    return await askEngine(desk, visit, (headers) =>
      desk.engine.api.signUpEmail({ body, headers, returnHeaders: true }),
    );
  } catch (error) {
    // Of two that race for one address, the later only learns that creating failed.
    if (await desk.database.user.count({ where: { email } })) throw taken();
    throw error;
  }
}

/** Runs while nobody else can be first; null when somebody already was. */
async function asFirst<T>(database: Database, run: () => Promise<T>): Promise<T | null> {
  return database.$transaction(
    async (db) => {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`;
      return (await db.user.count()) === 0 ? await run() : null;
    },
    { timeout: 10_000 },
  );
}

async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.user.findFirst({ select: { id: true } })) !== null;
}

async function requireLeave(desk: AccountDesk, input: SignUpInput): Promise<void> {
  if (desk.config.signUp === "open") return;
  if (input.inviteToken && (await isInvited(desk.database, input.inviteToken, input.email))) return;
  throw new AccountFailure("SIGN_UP_NOT_ALLOWED", {
    code: "forbidden",
    message:
      "You need an invitation for this e-mail address to create an account. Ask someone who is here already.",
  });
}

/** Whether the token is one of an invitation that can still be accepted, and by this address. */
async function isInvited(database: Database, token: string, email: string): Promise<boolean> {
  try {
    const { invite, state } = await requireInvite(database, token);
    return state === "open" && (invite.email === null || invite.email.toLowerCase() === email);
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function taken(): AccountFailure {
  return new AccountFailure("USER_ALREADY_EXISTS", {
    code: "conflict",
    field: "email",
    message: "There is an account with this e-mail address already. Sign in instead.",
  });
}

/** Any number that no other advisory lock of this database uses. */
const FIRST_ACCOUNT_LOCK = 4_820_711;
