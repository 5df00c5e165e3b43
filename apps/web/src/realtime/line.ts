import type {
  Answer,
  Commands,
  InputOf,
  OutputOf,
  Refusal,
  WorkspaceCommandName,
} from "@hallway/protocol";

/**
 * Why a line broke: the server ended it (then many break at once), the network did, nothing was heard for too long, or we
 * left the connection it is on.
 */
export type BrokenBy = "server" | "network" | "silence" | "us";

/** What a line reports of itself. */
export interface LineHandlers {
  /** Somebody answered: the connection is open, the namespace not yet. */
  onOpened(): void;
  onUp(): void;
  /** `retryInMs` where the server said how long to stay away. */
  onDown(by: BrokenBy, retryInMs?: number): void;
  /** The server does not want us here, and says why. */
  onRefused(refusal: Refusal): void;
}

/** One namespace over the connection that all of them share. It dials when told and never by itself. */
export interface Line {
  dial(): void;
  hangUp(): void;
  /** Leaves the connection, whatever hangs in it, for all namespaces that share it, and dials anew. */
  move(): void;
  /** Hangs up for good. */
  dispose(): void;
}

/** Asks the server for a command; an answer that never came is `unavailable`. */
export type Ask = <Name extends WorkspaceCommandName>(
  name: Name,
  input: InputOf<Commands[Name]>,
) => Promise<Answer<OutputOf<Commands[Name]>>>;
