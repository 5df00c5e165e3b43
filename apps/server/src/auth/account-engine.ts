import { limits } from "@hallway/protocol";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Config } from "../config.ts";
import type { Database } from "../database/client.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { isSecure, sessionCookieName } from "./session-token.ts";

/** What the account library needs of us, and what it tells us. */
export interface EngineParts {
  config: Config;
  logger: Logger;
  database: Database;
  secret: string;
  sessionEnded(session: { id: string; userId: string }): void;
  sendReset(reset: { userId: string; email: string; name: string; token: string }): Promise<void>;
}

export type AccountEngine = ReturnType<typeof createAccountEngine>;

/** The header in which a request's address reaches the account library: set by us, never passed on. */
export const CLIENT_IP_HEADER = "x-hallway-client-ip";

/** Sets up better-auth: it keeps users, passwords and sessions; who may do what is decided around it. */
export function createAccountEngine(parts: EngineParts) {
  const { config, database, secret } = parts;
  return betterAuth({
    appName: "Hallway",
    baseURL: config.publicUrl,
    basePath: "/api/auth",
    trustedOrigins: [config.publicUrl],
    secret,
    database: prismaAdapter(database, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      // In UTF-16 units; the length in code points is checked by the contracts, before anything is hashed.
      minPasswordLength: 1,
      maxPasswordLength: 2 * limits.passwordMax,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(password, hash),
      },
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        parts.sendReset({ userId: user.id, email: user.email, name: user.name, token }),
    },
    session: { expiresIn: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60, freshAge: 0 },
    verification: { storeIdentifier: "hashed" },
    databaseHooks: { session: sessionHooks(parts) },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: toEngineLogger(parts.logger),
    advanced: advancedOptions(config),
  });
}

/**
 * A change of password ends every session and opens a new one. Keeping the id of the page's own session keeps its
 * sockets, while its old token is worth nothing any more.
 */
function sessionHooks({ sessionEnded }: EngineParts) {
  return {
    create: {
      before: async (session: object, at: EndpointContext) => {
        const own = ownSession(at);
        return own ? { data: { ...session, id: own } } : undefined;
      },
    },
    delete: {
      after: async (session: { id: string; userId: string }, at: EndpointContext) => {
        if (session.id !== ownSession(at)) sessionEnded(session);
      },
    },
  };
}

type EndpointContext = {
  path?: string;
  context: { session: { session: { id: string } } | null };
} | null;

function ownSession(at: EndpointContext): string | undefined {
  return at?.path === "/change-password" ? at.context.session?.session.id : undefined;
}

function advancedOptions(config: Config): NonNullable<BetterAuthOptions["advanced"]> {
  const secure = isSecure(config.publicUrl);
  return {
    // The prefix it would add is `__Secure-`; ours is the stronger `__Host-`, so the name is whole already.
    useSecureCookies: false,
    cookiePrefix: "hallway",
    cookies: { session_token: { name: sessionCookieName(config) } },
    defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure, path: "/" },
    database: { generateId: () => uuidv7() },
    ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER], ipv6Subnet: 128 },
  };
}

/** Its messages name people ("User not found"), so only what is broken reaches the log. */
function toEngineLogger(logger: Logger) {
  return {
    level: "error" as const,
    disableColors: true,
    log: (_level: string, message: string) => logger.error({ part: "accounts" }, message),
  };
}
