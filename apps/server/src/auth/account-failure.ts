import { type ErrorView, limits } from "@hallway/protocol";
import type { APIError } from "better-auth/api";
import { Failure } from "../failure.ts";

/** A refusal by the accounts; `reason` is the account library's own name for it. */
export class AccountFailure extends Failure {
  readonly reason: string;

  constructor(reason: string, view: ErrorView) {
    super(view);
    this.reason = reason;
  }
}

/** Says a refusal of the account library in our form; what it does not know is broken, and thrown on. */
export function toAccountFailure(error: APIError): Error {
  const reason = error.body?.code ?? "";
  const view = views[reason];
  return view ? new AccountFailure(reason, view) : error;
}

/** Whether the account library refused an account because one with this address was there already. */
export function isTaken(error: unknown): boolean {
  return error instanceof AccountFailure && error.view.code === "conflict";
}

const taken: ErrorView = {
  code: "conflict",
  field: "email",
  message: "There is an account with this e-mail address already. Sign in instead.",
};

const views: Record<string, ErrorView | undefined> = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: "unauthenticated",
    message: "The e-mail address or the password is wrong.",
  },
  USER_ALREADY_EXISTS: taken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: taken,
  INVALID_EMAIL: { code: "invalid", field: "email", message: "This is not an e-mail address." },
  INVALID_PASSWORD: {
    code: "invalid",
    field: "currentPassword",
    message: "This is not your current password.",
  },
  PASSWORD_TOO_LONG: {
    code: "invalid",
    field: "password",
    message: `Use at most ${limits.passwordMax} characters.`,
  },
  INVALID_TOKEN: {
    code: "invalid",
    field: "token",
    message: "This link was used, has expired or is not the newest. Ask for a new one.",
  },
  UNAUTHORIZED: {
    code: "unauthenticated",
    message: "You are not signed in. Sign in and try again.",
  },
};
