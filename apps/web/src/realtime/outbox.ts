import type { ErrorCode, ErrorView } from "@hallway/protocol";
import { v7 as uuidv7 } from "uuid";
import type { RunCommand } from "../state/open-workspace.ts";
import { inSendingOrder, type PendingMessage, toPending } from "../state/pending.ts";
import type { WorkspaceStore } from "../state/store.ts";
import { messageOf } from "../state/timeline.ts";
import { toErrorView } from "./answer.ts";
import type { OutboxPeers } from "./outbox-peers.ts";
import type { OutboxStorage } from "./outbox-storage.ts";

/** The wait before a message is tried again, doubled each time up to the longest. */
export const RETRY_FIRST_MS = 1_000;
export const RETRY_LONGEST_MS = 30_000;
/** A server that fails at a message so often will not take it. */
export const MOST_FAILURES = 5;
/** Whoever waits longer than this for the next try is told why. */
const WORTH_A_REASON_MS = 5_000;

export interface OutboxPorts {
  store: WorkspaceStore;
  command: RunCommand;
  storage: OutboxStorage;
  /** Made with what to do when another tab changed the drawer. */
  openPeers: (onChange: () => void) => OutboxPeers;
}

/**
 * What I sent and the server has not confirmed. Every message is kept before it is tried, goes out in order, one at a
 * time in a conversation, and under the same id until it is settled: so none is lost, doubled or out of order.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #peers: OutboxPeers;
  readonly #messages = new Map<string, PendingMessage>();
  /** The conversations whose queue is being worked off. */
  readonly #sending = new Map<string, Promise<void>>();
  /** The last change of the drawer: changes go into it one after the other. */
  #kept: Promise<unknown> = Promise.resolve();
  /** How many changes of a message are not in the drawer yet. */
  readonly #unkept = new Map<string, number>();
  /** While the connection is up; ended by `pause`. */
  #turn: AbortController | null = null;
  #isMyTurn = false;
  #isClosed = false;
  #wake = new AbortController();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#peers = ports.openPeers(() => void this.load());
  }

  /** Takes in what this device kept: at the start, and when another tab changed it. */
  async load(): Promise<void> {
    await this.#kept;
    const kept = await this.#ports.storage.list().catch(() => [...this.#messages.values()]);
    const own = [...this.#messages.values()].filter(({ id }) => this.#unkept.has(id));
    const others = kept
      .filter(({ id }) => !this.#unkept.has(id))
      .map((message) => this.#withReason(message));
    this.#messages.clear();
    for (const message of [...others, ...own]) this.#messages.set(message.id, message);
    for (const message of others) if (this.#hasArrived(message)) this.#drop(message.id);
    this.#show();
    this.#sendAll();
  }

  /** Puts a message on the screen and into the drawer, and gives its id. */
  add(conversationId: string, text: string): string {
    const message: PendingMessage = {
      id: uuidv7(),
      conversationId,
      text,
      createdAt: new Date().toISOString(),
      status: "waiting",
      error: null,
    };
    this.#put(message);
    return message.id;
  }

  /** Tries a failed message again, at its old place. */
  retry(id: string): void {
    const message = this.#messages.get(id);
    if (message?.status !== "failed") return;
    const isTaken = message.error?.code === "conflict" && message.error.field === "id";
    if (isTaken) this.#drop(id);
    this.#put({ ...message, id: isTaken ? uuidv7() : id, status: "waiting", error: null });
  }

  /** Throws a failed message away. */
  discard(id: string): void {
    if (this.#messages.get(id)?.status === "failed") this.#drop(id);
  }

  /** The state changed: a message that arrived by any way is settled. */
  settleArrived(): void {
    const { pending } = this.#ports.store.getState();
    for (const { id, conversationId } of [...this.#messages.values()]) {
      const isShown = pending.get(conversationId)?.some((message) => message.id === id);
      if (!isShown) this.#drop(id);
    }
  }

  /** The connection is up: send, when it is this tab's turn. */
  resume(): void {
    if (this.#turn) return;
    const turn = new AbortController();
    this.#turn = turn;
    void this.#peers.takeTurn(turn.signal, async () => {
      if (turn.signal.aborted) return;
      this.#isMyTurn = true;
      await this.load();
      if (!turn.signal.aborted) await until(turn.signal);
      this.#isMyTurn = false;
      await Promise.all(this.#sending.values());
    });
  }

  /** The connection is down, or the outbox closes: another tab may send. */
  pause(): void {
    this.#turn?.abort();
    this.#turn = null;
    this.#isMyTurn = false;
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** What is on its way into the drawer still gets there; the screen is another's. */
  close(): void {
    this.pause();
    this.#isClosed = true;
    void this.#kept.then(() => {
      this.#peers.close();
      this.#ports.storage.close();
    });
  }

  #sendAll(): void {
    if (!this.#isMyTurn) return;
    for (const { conversationId } of this.#messages.values()) this.#sendQueue(conversationId);
  }

  #sendQueue(conversationId: string): void {
    if (this.#sending.has(conversationId) || !this.#next(conversationId)) return;
    const sending = this.#workOff(conversationId).finally(() => {
      this.#sending.delete(conversationId);
      if (this.#isMyTurn) this.#sendQueue(conversationId);
    });
    this.#sending.set(conversationId, sending);
  }

  async #workOff(conversationId: string): Promise<void> {
    let failures = 0;
    for (;;) {
      const message = this.#next(conversationId);
      if (!message || !this.#isMyTurn) return;
      const error = await this.#send(message);
      if (!error) {
        failures = 0;
        this.#drop(message.id);
        continue;
      }
      if (!this.#isMyTurn) return;
      // It arrived while it was tried: whatever became of the try, it is there.
      if (!this.#messages.has(message.id)) continue;
      failures += 1;
      if (isFinal(error, failures)) {
        this.#put({ ...message, status: "failed", error });
        failures = 0;
      } else await this.#putOff(message, error, error.retryInMs ?? waitAfter(failures));
    }
  }

  /** The reason is for the screen alone, and until the connection goes: afterwards it may be another. */
  async #putOff(message: PendingMessage, error: ErrorView, ms: number): Promise<void> {
    this.#explain(message, ms > WORTH_A_REASON_MS ? error : null);
    await pause(ms, this.#wake.signal);
    if (!this.#isMyTurn) this.#explain(message, null);
  }

  #explain(message: PendingMessage, error: ErrorView | null): void {
    if (!this.#messages.has(message.id)) return;
    this.#messages.set(message.id, { ...message, error });
    this.#show();
  }

  /** Why it waits is not in the drawer. */
  #withReason(message: PendingMessage): PendingMessage {
    const held = this.#messages.get(message.id);
    const waits = message.status === "waiting" && held?.status === "waiting";
    return waits ? { ...message, error: held.error } : message;
  }

  async #send({ id, conversationId, text }: PendingMessage): Promise<ErrorView | null> {
    // What is not in the drawer yet would be forgotten by a reload in this moment.
    await this.#kept;
    if (!this.#messages.has(id)) return null;
    try {
      await this.#ports.command("message:send", { id, conversationId, text });
      return null;
    } catch (error) {
      return toErrorView(error);
    }
  }

  #next(conversationId: string): PendingMessage | undefined {
    return [...this.#messages.values()]
      .filter((message) => message.conversationId === conversationId)
      .filter(({ status }) => status === "waiting")
      .toSorted(inSendingOrder)[0];
  }

  #put(message: PendingMessage): void {
    this.#messages.set(message.id, message);
    this.#keep(message.id, (storage) => storage.put(message));
    this.#show();
    if (this.#isMyTurn) this.#sendQueue(message.conversationId);
  }

  #drop(id: string): void {
    if (!this.#messages.delete(id)) return;
    this.#keep(id, (storage) => storage.delete(id));
    this.#show();
  }

  /** A drawer that cannot be written (full, closed by the browser) must not keep a message from being sent. */
  #keep(id: string, change: (storage: OutboxStorage) => Promise<void>): void {
    this.#unkept.set(id, (this.#unkept.get(id) ?? 0) + 1);
    this.#kept = this.#kept
      .then(() => change(this.#ports.storage))
      .catch(() => undefined)
      .then(() => {
        const left = (this.#unkept.get(id) ?? 1) - 1;
        if (left > 0) this.#unkept.set(id, left);
        else this.#unkept.delete(id);
        this.#peers.tell();
      });
  }

  #hasArrived({ conversationId, id }: PendingMessage): boolean {
    const timeline = this.#ports.store.getState().messages.get(conversationId);
    return timeline !== undefined && messageOf(timeline, id) !== undefined;
  }

  #show(): void {
    if (this.#isClosed) return;
    this.#ports.store.setState({ pending: toPending(this.#messages.values()) });
  }
}

/** Codes after which the same message may well be taken: nothing is wrong with it. */
const passing: readonly ErrorCode[] = ["unavailable", "rate_limited", "unauthenticated"];

function isFinal({ code }: ErrorView, failures: number): boolean {
  if (code === "internal") return failures >= MOST_FAILURES;
  return !passing.includes(code);
}

function waitAfter(failures: number): number {
  const limit = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** (failures - 1));
  return limit * (0.5 + 0.5 * Math.random());
}

/** Waits, or less long when the connection goes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}
