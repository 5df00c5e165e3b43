import type { ErrorCode, ErrorView } from "@hallway/protocol";

/** A refusal that a command's contract names; the edge turns it into the answer. Anything else thrown is `internal`. */
export class Failure extends Error {
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

/** Makes a refusal to throw; the message tells the person what happened and what to do. */
export function fail(
  code: Exclude<ErrorCode, "internal">,
  message: string,
  more: { field?: string; retryInMs?: number } = {},
): Failure {
  return new Failure({ code, message, ...more });
}

/** Hidden and missing look alike: the one answer for whatever is not there for this caller. */
export function notFound(
  thing: "channel" | "conversation" | "message" | "person" | "workspace" | "invitation" | "session",
): Failure {
  return fail("not_found", `There is no such ${thing}, or it isn't yours to see.`);
}
