import {
  type CommandContract,
  type ErrorCode,
  ErrorView,
  type InputOf,
  type OutputOf,
} from "@hallway/protocol";
import { z } from "zod";
import type { History } from "./contract.ts";
import type { AnsweredLine, AskedLine } from "./history-lines.ts";

/** What became of a command: agreed, refused (then nothing of it has happened), or nobody knows. */
export type Outcome<Data> =
  | { kind: "answered"; data: Data }
  | { kind: "refused"; code: ErrorCode; retryInMs?: number }
  | { kind: "unanswered"; reason: string; retryInMs?: number };

/** A way to the server, at this moment. */
export interface Way {
  by: "socket" | "http";
  node: number;
  session: string;
  /** Resolves with whatever came back; rejects when nothing did. */
  send(command: string, input: unknown): Promise<unknown>;
}

/** Whose asks are written down. */
export interface Notebook {
  history: History;
  client: string;
  user: string;
  nextAsk(): number;
}

export interface Question<C extends CommandContract> {
  contract: C;
  input: InputOf<C>;
  way: Way;
  /** What the history shall know of the question, and of its answer. */
  asked?: Partial<AskedLine>;
  answered?: (data: OutputOf<C>) => Partial<AnsweredLine>;
}

/** Asks once and writes down the question and what became of it. Never rejects. */
export async function ask<C extends CommandContract>(
  { history, client, user, nextAsk }: Notebook,
  { contract, input, way, asked = {}, answered }: Question<C>,
): Promise<Outcome<OutputOf<C>>> {
  const { by, node, session } = way;
  const number = nextAsk();
  const where = { client, user, session, node, by };
  history.write({ type: "asked", ask: number, ...where, command: contract.name, ...asked });
  const outcome = await carry(contract, () => way.send(contract.name, input));
  switch (outcome.kind) {
    case "answered":
      history.write({ type: "answered", ask: number, ...answered?.(outcome.data) });
      break;
    case "refused":
      history.write({ type: "refused", ask: number, code: outcome.code });
      break;
    case "unanswered":
      history.write({ type: "unanswered", ask: number, reason: outcome.reason });
      if (outcome.problem) {
        history.write({ type: "malformed", client, what: contract.name, problem: outcome.problem });
      }
  }
  return outcome;
}

const Envelope = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: ErrorView }),
]);

/** Answers that promise nothing: the commit may have happened before they were made. */
const PROMISES_NOTHING: ReadonlySet<ErrorCode> = new Set(["unavailable", "internal"]);

async function carry<C extends CommandContract>(
  contract: C,
  send: () => Promise<unknown>,
): Promise<Outcome<OutputOf<C>> & { problem?: string }> {
  let answer: unknown;
  try {
    answer = await send();
  } catch (error) {
    return { kind: "unanswered", reason: error instanceof Error ? error.message : String(error) };
  }
  const envelope = Envelope.safeParse(answer);
  if (!envelope.success) return malformed(envelope.error);
  if (envelope.data.ok) {
    const data = parse<C["output"]>(contract.output, envelope.data.data);
    return data.success ? { kind: "answered", data: data.data } : malformed(data.error);
  }
  const { code, retryInMs } = envelope.data.error;
  const wait = retryInMs === undefined ? {} : { retryInMs };
  return PROMISES_NOTHING.has(code)
    ? { kind: "unanswered", reason: code, ...wait }
    : { kind: "refused", code, ...wait };
}

function parse<S extends z.ZodType>(schema: S, data: unknown): z.ZodSafeParseResult<z.output<S>> {
  return schema.safeParse(data);
}

function malformed(error: z.ZodError) {
  const problem = z.prettifyError(error).slice(0, 300);
  return { kind: "unanswered", reason: "malformed", problem } as const;
}
