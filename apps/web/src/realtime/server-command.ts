import type { Answer, CommandName, Commands, InputOf, OutputOf } from "@hallway/protocol";
import { codeOfStatus, dataOf, isAnswer, unreachable } from "./answer.ts";

/** The commands that live beside the workspaces: `workspace:mine`, `invite:preview`, … */
export type ServerCommandName = {
  [Name in CommandName]: Commands[Name]["scope"] extends "server" ? Name : never;
}[CommandName];

const TIMEOUT_MS = 10_000;

/** Runs a command that belongs to no workspace, over HTTP. Throws a `CommandError` when it is refused. */
export async function serverCommand<Name extends ServerCommandName>(
  name: Name,
  input: InputOf<Commands[Name]>,
): Promise<OutputOf<Commands[Name]>> {
  return dataOf(await post<OutputOf<Commands[Name]>>(`/api/v1/${name}`, input));
}

/** Posts JSON to our own server and reads its answer; no answer at all is `unavailable`. */
async function post<Data>(path: string, input: unknown): Promise<Answer<Data>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    if (isAnswer<Data>(body)) return body;
    return {
      ok: false,
      error: {
        code: codeOfStatus(response.status),
        message: "The server gave an answer that makes no sense. Try again in a moment.",
      },
    };
  } catch {
    return { ok: false, error: unreachable };
  }
}
