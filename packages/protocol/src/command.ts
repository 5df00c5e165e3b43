import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import type { RateLimitClass } from "./limits.ts";

/** The least a caller must be, before the use case's own rules are asked. */
export type Who = "anyone" | "account" | "guest" | "member" | "admin" | "owner";

/**
 * A command's contract: one definition that server, client, HTTP, OpenAPI and the authorisation matrix are made from.
 * `scope` says where it lives: in a workspace's namespace, or beside the workspaces.
 */
export interface CommandContract<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  name: Name;
  scope: "workspace" | "server";
  who: Who;
  /** One sentence for the API document. */
  summary: string;
  input: Input;
  output: Output;
  /** What it can answer beside the general refusals (`invalid`, `unauthenticated`, `rate_limited`, …). */
  failsWith: readonly ErrorCode[];
  limit: RateLimitClass;
}

/** Keeps a contract's literal types. */
export function defineCommand<const C extends CommandContract>(contract: C): C {
  return contract;
}

/** What a caller passes in (before defaults and normalisation). */
export type InputOf<C extends CommandContract> = z.input<C["input"]>;
/** What a use case receives (after them). */
export type ParsedInputOf<C extends CommandContract> = z.output<C["input"]>;
export type OutputOf<C extends CommandContract> = z.output<C["output"]>;
