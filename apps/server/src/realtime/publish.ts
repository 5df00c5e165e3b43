import type { Committed } from "../database/transaction.ts";

/** Tells sockets what a transaction has committed. A hint that may be lost: whoever misses it learns it by `sync`. */
export interface Publisher {
  publish(committed: Committed): void;
}
