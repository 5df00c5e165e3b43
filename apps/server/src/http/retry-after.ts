import type { ErrorView } from "@hallway/protocol";
import type { FastifyReply } from "fastify";

/** Says in the header too when to come back, where a refusal knows it. */
export function tellWhenToRetry(reply: FastifyReply, { retryInMs }: ErrorView): void {
  if (retryInMs !== undefined) reply.header("retry-after", retryAfter(retryInMs));
}

/** In whole seconds, never too early. */
export function retryAfter(retryInMs: number): number {
  return Math.ceil(retryInMs / 1_000);
}
