import type { Prisma } from "./generated/client.ts";
import type { Ask } from "./pipeline.ts";

/** Asks hand-written statements inside a transaction of Prisma's; their parameters must be cast (`$1::uuid`). */
export function askIn(db: Prisma.TransactionClient): Ask {
  return ({ text, values }) => db.$queryRawUnsafe(text, ...values);
}
