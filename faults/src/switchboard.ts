import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ProxyMode } from "./proxy-mode.ts";

/** Which of a link's connections are struck: each with this probability, by a chance of its own. */
export interface Chosen {
  share: number;
  seed: number;
}

/** A link of the site: a fault proxy that is told from afar what to do. Each call resolves when it is done. */
export interface Link {
  name: string;
  port: number;
  /** Changes the mode, for the present and for later connections that are chosen (all without it); the others pass. */
  set(mode: ProxyMode, chosen?: Chosen): Promise<void>;
  /** Cuts present connections with a reset on both sides; all, or those that are chosen. */
  reset(chosen?: Chosen): Promise<void>;
}

/**
 * All links of a site in one process of their own. What the nodes say to the database and to each other passes through
 * here: a harness that is busy for a second must not look like a network that is gone.
 */
export interface Switchboard {
  open(plan: { name: string; port: number; targetPort: number }): Promise<Link>;
  /** Cuts everything. */
  close(): Promise<void>;
}

/** What the process is asked to do; its answer bears the same number. */
export type SwitchOrder = { number: number } & (
  | { what: "open"; name: string; port: number; targetPort: number }
  | { what: "set"; name: string; mode: ProxyMode; chosen: Chosen | null }
  | { what: "reset"; name: string; chosen: Chosen | null }
);

export interface SwitchAnswer {
  number: number;
  /** What went wrong; null when it is done. */
  problem: string | null;
}

type Wish = SwitchOrder extends infer Order
  ? Order extends SwitchOrder
    ? Omit<Order, "number">
    : never
  : never;

export function startSwitchboard(): Switchboard {
  const board = fork(join(import.meta.dirname, "switchboard-process.ts"), { execArgv: [] });
  const waiting = new Map<number, (answer: SwitchAnswer) => void>();
  let numbers = 0;
  let isClosed = false;
  board.on("message", (answer: SwitchAnswer) => {
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  const ended = once(board, "exit").then(() => {
    if (!isClosed) throw new Error("The links of the site ended by themselves");
  });

  async function order(wish: Wish): Promise<void> {
    const number = ++numbers;
    const answer = await new Promise<SwitchAnswer>((resolve) => {
      waiting.set(number, resolve);
      board.send({ number, ...wish });
    });
    if (answer.problem !== null) throw new Error(answer.problem);
  }

  return {
    async open(plan) {
      await order({ what: "open", ...plan });
      const { name, port } = plan;
      return {
        ...{ name, port },
        set: (mode, chosen) => order({ what: "set", name, mode, chosen: chosen ?? null }),
        reset: (chosen) => order({ what: "reset", name, chosen: chosen ?? null }),
      };
    },
    async close() {
      isClosed = true;
      board.kill("SIGKILL");
      await ended;
    },
  };
}
