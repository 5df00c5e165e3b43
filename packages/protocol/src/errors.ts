import { z } from "zod";

/** Every code a command can answer with, and its HTTP status. Hidden and missing both answer `not_found`. */
export const errorStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export const ErrorView = z.strictObject({
  code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
  /** One sentence for the person: what happened and what to do. */
  message: z.string(),
  /** With `invalid`: the input field that was refused, as a dotted path. */
  field: z.string().optional(),
  /** With `rate_limited` and `unavailable`: how long to wait. */
  retryInMs: z.number().int().nonnegative().optional(),
});
export type ErrorView = z.infer<typeof ErrorView>;

/** What every command answers, as acknowledgement and as HTTP body. */
export type Answer<Data> = { ok: true; data: Data } | { ok: false; error: ErrorView };

/** Why a handshake is refused (`connect_error.data.code`) or an open socket is ended (`session:ended`). */
export const RefusalCode = z.enum([
  "unauthenticated",
  "not_a_member",
  "deactivated",
  "client_too_old",
  "forbidden",
  "rate_limited",
  "unavailable",
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

export interface Refusal {
  code: RefusalCode;
  message: string;
  /** With `rate_limited` and `unavailable`: how long to wait before the next try. The others end it. */
  retryInMs?: number;
}
