import { asId, type Epoch } from "@hallway/protocol";
import type { Prisma } from "../database/generated/client.ts";

/** The id of this database's life; another one tells clients to start afresh. */
export async function readEpoch(db: Prisma.TransactionClient): Promise<Epoch> {
  const row = await db.installation.findUniqueOrThrow({ where: { id: 1 } });
  return asId<Epoch>(row.epoch);
}
