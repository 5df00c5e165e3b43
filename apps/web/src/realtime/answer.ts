import type { Answer, ErrorCode, ErrorView } from "@hallway/protocol";

/** A command that the server refused, or that could not reach it. `message` is a sentence for the person. */
export class CommandError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryInMs: number | undefined;

  constructor(view: ErrorView) {
    super(view.message);
    this.name = "CommandError";
    this.code = view.code;
    this.field = view.field;
    this.retryInMs = view.retryInMs;
  }
}

/** What became of a command that could not be brought to the server or whose answer was lost. */
export const unreachable: ErrorView = {
  code: "unavailable",
  message: "Hallway can't be reached right now. Check your connection and try again.",
};

/** The data of an answer; a refusal is thrown. */
export function dataOf<Data>(answer: Answer<Data>): Data {
  if (answer.ok) return answer.data;
  throw new CommandError(answer.error);
}

/** What to tell the person about any failure. */
export function toErrorView(error: unknown): ErrorView {
  if (error instanceof CommandError) {
    const { code, message, field, retryInMs } = error;
    return {
      code,
      message,
      ...(field && { field }),
      ...(retryInMs !== undefined && { retryInMs }),
    };
  }
  return { code: "internal", message: "Something went wrong. Try again." };
}

/** Reads the body of an HTTP answer in the form of every command. */
export function isAnswer<Data>(body: unknown): body is Answer<Data> {
  if (typeof body !== "object" || body === null || !("ok" in body)) return false;
  return body.ok === true ? "data" in body : "error" in body && isErrorView(body.error);
}

export function isErrorView(error: unknown): error is ErrorView {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    typeof error.code === "string" &&
    codes.has(error.code) &&
    "message" in error &&
    typeof error.message === "string"
  );
}

const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};
const codes: ReadonlySet<string> = new Set(Object.keys(statusOf));

/** The code that an HTTP status stands for, where its body says nothing better. */
export function codeOfStatus(status: number): ErrorCode {
  for (const code of [
    "unauthenticated",
    "forbidden",
    "not_found",
    "conflict",
    "too_large",
  ] as const)
    if (statusOf[code] === status) return code;
  if (status === 429) return "rate_limited";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return status >= 500 ? "internal" : "invalid";
}
