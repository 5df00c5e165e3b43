import { asId, type Epoch } from "@hallway/protocol";
import type { Ask } from "../database/pipeline.ts";

/** The id of this database's life; another one tells clients to start afresh. */
export async function readEpoch(ask: Ask): Promise<Epoch> {
  const [row] = await ask<{ epoch: string }>({ ...READ_EPOCH, values: [] });
  if (!row) throw new Error("This database has no epoch");
  return asId<Epoch>(row.epoch);
}

const READ_EPOCH = { name: "epoch", text: "SELECT epoch FROM installation WHERE id = 1" };
