import { messageSend } from "@hallway/protocol";
import { ask, type Notebook, type Way } from "./client-ask.ts";
import { pause } from "./client-dark.ts";
import { answeredMessage } from "./client-notes.ts";

/** A message that somebody wrote. */
export interface Letter {
  id: string;
  conversationId: string;
  text: string;
}

/**
 * What a device wrote and the server has not confirmed: in order, one at a time in a conversation, under the same id
 * until the server has agreed or refused.
 */
export interface Outbox {
  add(letter: Letter): void;
  /** How many letters are not settled. */
  waiting(): number;
  close(): Promise<void>;
}

export interface OutboxOptions {
  notebook: Notebook;
  /** The way to the server for this try; null while there is none. */
  way(failures: number): Way | null;
  settled(letter: Letter, sent: boolean): void;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 4_000;
/** Refusals that are about the moment, not about the message. */
const FOR_NOW: ReadonlySet<string> = new Set(["rate_limited", "unauthenticated"]);

export function createOutbox(options: OutboxOptions): Outbox {
  const stop = new AbortController();
  const queues = new Map<string, Letter[]>();
  const workers = new Set<Promise<void>>();

  async function workOff(queue: Letter[]): Promise<void> {
    for (let letter = queue[0]; letter && !stop.signal.aborted; letter = queue[0]) {
      await deliver(options, letter, stop.signal);
      queue.shift();
    }
  }

  return {
    add(letter) {
      const known = queues.get(letter.conversationId) ?? [];
      queues.set(letter.conversationId, known);
      known.push(letter);
      if (known.length > 1) return;
      const worker = workOff(known).finally(() => workers.delete(worker));
      workers.add(worker);
    },
    waiting: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
    async close() {
      stop.abort();
      await Promise.all(workers);
    },
  };
}

/** Tries until it is clear what became of the letter. */
async function deliver(
  { notebook, way, settled }: OutboxOptions,
  letter: Letter,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const now = way(failures);
    const outcome = now ? await sendLetter(notebook, letter, now) : null;
    if (outcome?.kind === "answered") return settled(letter, true);
    if (outcome?.kind === "refused" && !FOR_NOW.has(outcome.code)) return settled(letter, false);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 5));
    await pause(outcome?.retryInMs ?? wait, signal);
  }
}

/** One try, whatever becomes of it. */
export function sendLetter(
  notebook: Notebook,
  { id, conversationId, text, ...more }: Letter & { outside?: true },
  way: Way,
) {
  return ask(notebook, {
    contract: messageSend,
    input: { id, conversationId, text },
    way,
    asked: { conversation: conversationId, message: id, text, ...more },
    answered: ({ message }) => ({ message: answeredMessage(message) }),
  });
}
