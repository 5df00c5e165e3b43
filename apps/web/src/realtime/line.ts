import type {
  Answer,
  Commands,
  InputOf,
  OutputOf,
  Refusal,
  WorkspaceCommandName,
} from "@hallway/protocol";

/** Why a line broke: the server ended it (then many break at once), or the network did. */
export type BrokenBy = "server" | "network";

/** What a line reports of itself. */
export interface LineHandlers {
  onUp(): void;
  onDown(by: BrokenBy): void;
  /** The server does not want us here, and says why. */
  onRefused(refusal: Refusal): void;
}

/** One namespace over the connection that all of them share. It dials when told and never by itself. */
export interface Line {
  dial(): void;
  hangUp(): void;
  /** Hangs up for good. */
  dispose(): void;
}

/** Asks the server for a command; an answer that never came is `unavailable`. */
export type Ask = <Name extends WorkspaceCommandName>(
  name: Name,
  input: InputOf<Commands[Name]>,
) => Promise<Answer<OutputOf<Commands[Name]>>>;
