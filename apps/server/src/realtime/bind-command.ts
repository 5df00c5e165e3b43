import { randomBytes } from "node:crypto";
import {
  type Answer,
  type CommandContract,
  type ErrorView,
  isAtLeast,
  type OutputOf,
  type ParsedInputOf,
  type RateLimitClass,
  type Role,
  type Who,
} from "@hallway/protocol";
import type { z } from "zod";
import type { AccountCaller, MemberCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";
import { isDatabaseAway } from "../database/database-away.ts";
import { Failure, fail } from "../failure.ts";
import { networkOf } from "../http/network.ts";
import { Turns } from "./turns.ts";

/** Who a command's use case is called by, as its contract says. */
export type CallerOf<C extends CommandContract> = C["scope"] extends "workspace"
  ? MemberCaller
  : C["who"] extends "anyone"
    ? Visitor & Partial<AccountCaller>
    : AccountCaller;

/** A use case: one command, run for one caller with input that its contract has already parsed. */
export type UseCase<C extends CommandContract> = (
  context: Context,
  caller: CallerOf<C>,
  input: ParsedInputOf<C>,
) => Promise<OutputOf<C>>;

/** A contract together with the use case that fulfils it. */
export interface Binding {
  contract: CommandContract;
  run: (context: Context, caller: never, input: never) => Promise<unknown>;
  /**
   * The use case itself looks up whether the caller's session lives and what they may, under its locks, and trusts of
   * the caller only who they are. A hot command saves a trip to the database by it.
   */
  checksCaller?: boolean;
  /** The caller comes together with where they belong, and with their sockets standing there. */
  needsPlaces?: boolean;
}

/** Binds a contract to its use case; a feature's `*.commands.ts` is a list of these. */
export function bind<C extends CommandContract>(
  contract: C,
  useCase: UseCase<C>,
  more: Pick<Binding, "checksCaller" | "needsPlaces"> = {},
): Binding {
  return { contract, run: useCase, ...more };
}

/** One asked command: its raw input, and how to find out who asks, at this moment. */
export interface Asked {
  input: unknown;
  findCaller: () => Promise<(Visitor & Partial<MemberCaller>) | null>;
}

/** Answers a command once, unless the server is ending; what it answers and how fast is counted. */
export async function runCommand(
  context: Context,
  binding: Binding,
  asked: Asked,
): Promise<Answer<unknown>> {
  const { traffic, metrics } = context;
  if (!traffic.enter()) return { ok: false, error: CLOSED };
  const arrived = performance.now();
  const answer = await answerCommand(context, binding, asked);
  metrics.answered(binding.contract, answer, performance.now() - arrived);
  traffic.leave();
  return answer;
}

const CLOSED: ErrorView = {
  code: "unavailable",
  message: "Hallway is restarting. Try again in a moment.",
  retryInMs: 1_000,
};

/** Caller → limit → input → use case → answer. The only place where a command's failure is caught. */
async function answerCommand(
  context: Context,
  { contract, run }: Binding,
  asked: Asked,
): Promise<Answer<unknown>> {
  try {
    const caller = requireCaller(contract, await asked.findCaller());
    await context.limits.consume(contract.limit, caller.userId ?? networkOf(caller.ip));
    if (FILLS_DISK.has(contract.limit)) context.disk.requireRoom();
    const input = parseInput(contract, asked.input);
    const data = await run(context, caller as never, input as never);
    return { ok: true, data: context.checkOutput ? contract.output.parse(data) : data };
  } catch (error) {
    return toAnswer(context, contract.name, error);
  }
}

/** Commands that leave more behind than they found. */
const FILLS_DISK: ReadonlySet<RateLimitClass> = new Set(["send", "edit"]);

function requireCaller<C extends Visitor & Partial<MemberCaller>>(
  { who }: CommandContract,
  caller: C | null,
): C {
  if (caller && who === "anyone") return caller;
  if (!caller?.userId) throw fail("unauthenticated", "Sign in to continue.");
  const role = leastRole(who);
  if (role && !(caller.role && isAtLeast(caller.role, role))) {
    throw fail("forbidden", `Only ${role === "member" ? "full members" : `${role}s`} can do this.`);
  }
  return caller;
}

function leastRole(who: Who): Role | null {
  return who === "anyone" || who === "account" ? null : who;
}

/** Parses with the contract; the first problem becomes `invalid` with its field. */
export function parseInput<S extends z.ZodType>(
  contract: { input: S },
  input: unknown,
): z.output<S> {
  const parsed = contract.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue ? fieldOf(issue) : "";
  throw fail("invalid", issue?.message ?? "This isn't valid.", field ? { field } : {});
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknown].map(String).join(".");
}

/** While the database is away every command fails, and one line says as much as a thousand. */
const awayLines = new Turns({ burst: 5, perSecond: 1 });

/** A failure becomes its answer; anything else is logged and tells nothing but the reference to find it by. */
export function toAnswer(
  { logger }: Pick<Context, "logger">,
  command: string,
  error: unknown,
): Answer<never> {
  if (error instanceof Failure) return { ok: false, error: error.view };
  if (isDatabaseAway(error)) {
    if (awayLines.take() === 0) logger.warn({ command, err: error }, "database unavailable");
    const message = "Hallway's database is busy or away right now. Try again in a moment.";
    return { ok: false, error: { code: "unavailable", message, retryInMs: 2_000 } };
  }
  const reference = randomBytes(4).toString("hex");
  logger.error({ command, reference, err: error }, "command failed");
  const message = `Something went wrong on the server (reference ${reference}). Try again.`;
  return { ok: false, error: { code: "internal", message } };
}
