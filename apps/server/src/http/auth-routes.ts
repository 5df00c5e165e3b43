import { type ErrorCode, errorStatus } from "@hallway/protocol";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { z } from "zod";
import { AccountFailure } from "../auth/account-failure.ts";
import {
  ChangePasswordInput,
  NoInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  RevokeSessionInput,
  SignInInput,
  SignUpInput,
} from "../auth/account-inputs.ts";
import type { AccountAnswer, Accounts, Visit } from "../auth/accounts.ts";
import type { Context } from "../context.ts";
import { parseInput, toAnswer } from "../realtime/bind-command.ts";
import { type AccountLimits, createAccountLimits } from "./rate-limits.ts";
import { headersOf } from "./request-headers.ts";
import { tellWhenToRetry } from "./retry-after.ts";
import { createVisitorOf } from "./visitor.ts";

/**
 * The accounts over HTTP: `/api/auth/*`, only what is listed here. Successes look as better-auth's own do; refusals have
 * our form and its code beside it.
 */
export function registerAuthRoutes(
  app: FastifyInstance,
  context: Pick<Context, "config" | "logger" | "accounts" | "counts" | "metrics">,
): void {
  const { config, accounts, counts } = context;
  const visitorOf = createVisitorOf(config);
  const limits = createAccountLimits({ enabled: config.rateLimits, counts });
  for (const { method, path, answer } of accountRoutes(accounts, limits)) {
    app.route({
      method,
      url: `/api/auth/${path}`,
      bodyLimit: BODY_LIMIT,
      errorHandler(error, _request, reply) {
        const code = sendFailure(context, reply, error);
        context.metrics.accountAnswered(path, code);
      },
      handler: async (request, reply) => {
        const visit = { headers: headersOf(request), visitor: visitorOf(request.raw) };
        const { body, cookies } = await answer(visit, request.body);
        context.metrics.accountAnswered(path, "ok");
        if (cookies.length > 0) reply.header("set-cookie", cookies);
        return reply.type("application/json; charset=utf-8").send(JSON.stringify(body));
      },
    });
  }
}

/** Large enough that a password of a megabyte gets the answer that it is too long. */
const BODY_LIMIT = 2 * 1024 * 1024;

interface AccountRoute {
  method: "GET" | "POST";
  path: string;
  answer(visit: Visit, body: unknown): Promise<AccountAnswer>;
}

function accountRoutes(accounts: Accounts, limits: AccountLimits): AccountRoute[] {
  const resetRequest = (visit: Visit, input: RequestPasswordResetInput) =>
    limits.askForReset({ email: input.email, ip: visit.visitor.ip }, () =>
      accounts.requestPasswordReset(visit, input),
    );
  return [
    post("sign-up/email", SignUpInput, (visit, input) =>
      limits.signUp(visit.visitor.ip, () => accounts.signUp(visit, input)),
    ),
    post("sign-in/email", SignInInput, (visit, input) =>
      limits.tryPassword({ email: input.email, ip: visit.visitor.ip }, () =>
        accounts.signIn(visit, input),
      ),
    ),
    post("sign-out", NoInput, (visit) => accounts.signOut(visit)),
    get("get-session", (visit) => accounts.getSession(visit)),
    get("list-sessions", (visit) => accounts.listSessions(visit)),
    post("revoke-session", RevokeSessionInput, (visit, input) =>
      accounts.revokeSession(visit, input),
    ),
    post("revoke-other-sessions", NoInput, (visit) => accounts.revokeOtherSessions(visit)),
    post("change-password", ChangePasswordInput, async (visit, input) => {
      const caller = await accounts.findCaller(visit.headers, visit.visitor);
      return limits.tryPassword({ email: caller?.email ?? "", ip: visit.visitor.ip }, () =>
        accounts.changePassword(visit, input),
      );
    }),
    post("request-password-reset", RequestPasswordResetInput, resetRequest),
    post("forget-password", RequestPasswordResetInput, resetRequest),
    post("reset-password", ResetPasswordInput, (visit, input) =>
      limits.useReset(visit.visitor.ip, () => accounts.resetPassword(visit, input)),
    ),
  ];
}

function get(path: string, answer: (visit: Visit) => Promise<AccountAnswer>): AccountRoute {
  return { method: "GET", path, answer };
}

function post<S extends z.ZodType>(
  path: string,
  input: S,
  answer: (visit: Visit, input: z.output<S>) => Promise<AccountAnswer>,
): AccountRoute {
  return {
    method: "POST",
    path,
    answer: async (visit, body) => answer(visit, parseInput({ input }, body)),
  };
}

/** Sends the refusal in our form, and returns its code. */
function sendFailure(
  context: Pick<Context, "logger">,
  reply: FastifyReply,
  error: unknown,
): ErrorCode {
  const unread = toBodyFailure(error);
  const answer = unread ?? toAnswer(context, "accounts", error);
  if (answer.ok) return "internal";
  const { code, message } = answer.error;
  tellWhenToRetry(reply, answer.error);
  const reason = error instanceof AccountFailure ? error.reason : code.toUpperCase();
  void reply.code(errorStatus[code]).send({ ...answer, code: reason, message });
  return code;
}

/** What was wrong with a body that could not even be read. */
function toBodyFailure(error: unknown) {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  if (status === 413) return refusal("too_large", "This is more than the server takes.");
  if (status === 400) return refusal("invalid", "The body is not the JSON that is expected here.");
  return null;
}

function refusal(code: "too_large" | "invalid", message: string) {
  return { ok: false as const, error: { code, message, retryInMs: undefined } };
}
