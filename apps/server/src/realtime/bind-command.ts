import type { CommandContract, OutputOf, ParsedInputOf } from "@hallway/protocol";
import type { AccountCaller, MemberCaller, Visitor } from "../caller.ts";
import type { Context } from "../context.ts";

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
}

/** Binds a contract to its use case; a feature's `*.commands.ts` is a list of these. */
export function bind<C extends CommandContract>(contract: C, useCase: UseCase<C>): Binding {
  return { contract, run: useCase };
}
