import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { createClient } from "redis";
import { BUS_TIMING, type Bus, type BusHealth, type BusListener, type BusTiming } from "./bus.ts";
import { type BusMessage, decodeMessage, encodeMessage, isOf } from "./bus-message.ts";

export interface RedisBusParts {
  url: string;
  /** Names the site on a Redis that several share; every node of the site has the same. */
  site: string;
  logger: Logger;
  timing?: BusTiming | undefined;
}

/** A node is forgotten when it was not heard for so long. */
const OTHERS_KNOWN_MS = 60_000;
const DIAL_PAUSE_MS = 50;
const DIAL_TIMEOUT_MS = 3_000;

/**
 * The bus on Redis' publish and subscribe (decision 0011). One connection speaks and hears. It is never mended: when it
 * breaks, or brings no echo, a new one is dialled and subscribed, and the listener is told that something was missed.
 */
export function createRedisBus(parts: RedisBusParts): Bus {
  const bus = new RedisBus(parts);
  bus.start();
  return {
    tell: (message) => bus.tell(message),
    listen: (listener) => bus.listen(listener),
    health: () => bus.health(),
    silentMs: () => bus.silentMs(),
    isWhole: () => bus.isWhole(),
    nodes: () => bus.nodes(),
    close: () => bus.close(),
  };
}

class RedisBus implements Bus {
  readonly #node = randomUUID();
  readonly #listeners: BusListener[] = [];
  readonly #parts: RedisBusParts;
  readonly #timing: BusTiming;
  #line: Line | null = null;
  #echo: NodeJS.Timeout | null = null;
  #heardAt = Number.NEGATIVE_INFINITY;
  /** When the other nodes were last heard. */
  readonly #others = new Map<string, number>();
  #dialledAt = performance.now();
  #lines = 0;
  #isAway = false;
  #closed = false;

  constructor(parts: RedisBusParts) {
    this.#parts = parts;
    this.#timing = parts.timing ?? BUS_TIMING;
  }

  start(): void {
    void this.#keepDialling();
    this.#echo = setInterval(() => {
      const line = this.#line;
      const age = performance.now() - this.#dialledAt;
      const isBroken = Math.min(age, this.silentMs()) > this.#timing.redialAfter;
      if (line && isBroken) this.#redial(line);
      else line?.say(this.#encodeEcho());
    }, this.#timing.echoEvery).unref();
  }

  tell(message: BusMessage): void {
    this.#line?.say(encodeMessage(this.#node, message));
  }

  listen(listener: BusListener): void {
    this.#listeners.push(listener);
  }

  health(): BusHealth {
    return this.silentMs() > this.#timing.deafAfter ? "deaf" : "hearing";
  }

  silentMs(): number {
    return performance.now() - this.#heardAt;
  }

  isWhole(): boolean {
    return this.#line !== null && this.silentMs() <= this.#timing.redialAfter;
  }

  /** Those that were heard in the last minute before this node fell deaf, if it has. */
  nodes(): number {
    for (const [node, at] of this.#others) {
      if (this.#heardAt - at > OTHERS_KNOWN_MS) this.#others.delete(node);
    }
    return 1 + this.#others.size;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#echo) clearInterval(this.#echo);
    await this.#line?.finish();
    this.#line = null;
  }

  async #keepDialling(): Promise<void> {
    const { url, site } = this.#parts;
    const hear = (text: string) => this.#hear(text);
    for (let attempt = 0; !this.#closed; attempt++) {
      try {
        return this.#dialled(await dial({ url, channel: `hallway:${site}:bus`, hear }));
      } catch (error) {
        if (!this.#isAway) this.#parts.logger.warn({ err: error }, "the bus is away");
        this.#isAway = true;
      }
      await pause(Math.min(DIAL_PAUSE_MS * 2 ** Math.min(attempt, 10), this.#timing.dialPauseMax));
    }
  }

  #dialled(line: Line): void {
    if (this.#closed) {
      line.end();
      return;
    }
    this.#parts.logger.info("the bus is there");
    this.#isAway = false;
    this.#line = line;
    this.#lines++;
    this.#dialledAt = performance.now();
    void line.broken.then(() => this.#redial(line));
    line.say(this.#encodeEcho());
    if (this.#lines > 1) for (const listener of this.#listeners) listener.missed();
  }

  #redial(broken: Line): void {
    if (this.#line !== broken || this.#closed) return;
    this.#line = null;
    broken.end();
    this.#parts.logger.warn("the bus broke");
    void this.#keepDialling();
  }

  /** What this node said itself is only proof that it hears; nobody needs to read it. */
  #hear(text: string): void {
    if (isOf(this.#node, text)) {
      this.#heardAt = performance.now();
      return;
    }
    const received = decodeMessage(text);
    if (!received) return;
    this.#others.set(received.node, performance.now());
    if (received.message) this.#pass(received.message, received.node);
  }

  #pass(message: BusMessage, node: string): void {
    try {
      for (const listener of this.#listeners) listener.hear(message, node);
    } catch (error) {
      const { kind } = message;
      this.#parts.logger.error({ err: error, kind }, "a message of another node failed");
    }
  }

  #encodeEcho(): string {
    return encodeMessage(this.#node, null);
  }
}

/** One connection to Redis, subscribed. */
interface Line {
  say(text: string): void;
  /** Resolves when the connection is lost. */
  broken: Promise<void>;
  /** Says what is still to be said, and hangs up. */
  finish(): Promise<void>;
  /** Hangs up at once. */
  end(): void;
}

async function dial(to: {
  url: string;
  channel: string;
  hear: (text: string) => void;
}): Promise<Line> {
  const client = createClient({
    url: to.url,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    socket: { connectTimeout: DIAL_TIMEOUT_MS, reconnectStrategy: false },
  });
  const broken = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  function end(): void {
    if (client.isOpen) client.destroy();
  }
  try {
    await within(DIAL_TIMEOUT_MS, async () => {
      await client.connect();
      await client.subscribe(to.channel, to.hear);
    });
  } catch (error) {
    end();
    throw error;
  }
  return {
    broken,
    end,
    say: (text) => void client.publish(to.channel, text).catch(() => undefined),
    finish: () => within(DIAL_TIMEOUT_MS, () => client.close()).catch(end),
  };
}

async function within<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([run(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
