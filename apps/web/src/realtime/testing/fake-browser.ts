import type { PendingMessage } from "../../state/pending.ts";
import type { Browser, BrowserHandlers } from "../browser-signals.ts";
import type { OutboxPeers } from "../outbox-peers.ts";
import type { OutboxOwner, OutboxStorage } from "../outbox-storage.ts";
import type { Keeping } from "../personal.ts";
import type { Shelf } from "../shelf.ts";

/** A browser that does what the test says. */
export class FakeBrowser implements Browser {
  readonly #listeners = new Set<BrowserHandlers>();
  online = true;
  visible = true;

  isOnline = (): boolean => this.online;
  isVisible = (): boolean => this.visible;
  reachesServer = async (): Promise<boolean> => this.online;

  listen = (handlers: BrowserHandlers): (() => void) => {
    this.#listeners.add(handlers);
    return () => this.#listeners.delete(handlers);
  };

  tell(what: keyof BrowserHandlers): void {
    for (const handlers of this.#listeners) handlers[what]?.();
  }

  goOffline(): void {
    this.online = false;
    this.tell("onOffline");
  }

  goOnline(): void {
    this.online = true;
    this.tell("onOnline");
  }
}

/** What a device keeps, over the reloads of its tabs. */
export class FakeDevice implements Keeping {
  readonly messages = new Map<string, PendingMessage>();
  readonly kept = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #tabs = new Set<() => void>();
  /** Who sends, and who waits for it. */
  readonly #turns: (() => void)[] = [];
  #isTurnTaken = false;
  isStorageBroken = false;

  shelf: Shelf = {
    get: (key) => this.kept.get(key) ?? null,
    set: (key, value) => {
      this.kept.set(key, value);
    },
    remove: (key) => {
      this.kept.delete(key);
    },
    keys: () => [...this.kept.keys()],
  };

  openStorage = async ({ userId }: OutboxOwner): Promise<OutboxStorage> => {
    if (this.isStorageBroken) throw new Error("This browser keeps nothing");
    return {
      list: async () =>
        structuredClone(
          [...this.messages.values()].filter(({ id }) => this.#owners.get(id) === userId),
        ),
      put: async (message) => {
        this.#owners.set(message.id, userId);
        this.messages.set(message.id, structuredClone(message));
      },
      delete: async (id) => {
        this.messages.delete(id);
      },
      close: () => {},
    };
  };

  openPeers = (_owner: unknown, onChange: () => void): OutboxPeers => {
    this.#tabs.add(onChange);
    return {
      tell: () => {
        for (const tab of this.#tabs) if (tab !== onChange) tab();
      },
      takeTurn: async (signal, send) => {
        await this.#waitForTurn();
        try {
          if (!signal.aborted) await send();
        } finally {
          this.#passTurn();
        }
      },
      close: () => this.#tabs.delete(onChange),
    };
  };

  async #waitForTurn(): Promise<void> {
    if (this.#isTurnTaken) await new Promise<void>((resolve) => this.#turns.push(resolve));
    this.#isTurnTaken = true;
  }

  #passTurn(): void {
    this.#isTurnTaken = false;
    this.#turns.shift()?.();
  }
}
