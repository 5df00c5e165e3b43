import type { Disturbance, RunRecord } from "../checker-record.ts";

/** A device's connection, from its opening to its end. */
export interface OpenLine {
  client: string;
  node: number;
  from: number;
  to: number;
  reason: string;
}

/** The devices' connections to the node that a strike on `client-node-N` hits, as far as they were open at that moment. */
export function linesAt(record: RunRecord, { target, from }: Disturbance): OpenLine[] {
  return linesOf(record).filter(
    (line) => target === `client-node-${line.node + 1}` && line.from <= from && line.to > from,
  );
}

export function linesOf({ connections, disconnections }: RunRecord): OpenLine[] {
  const ends = new Map(
    disconnections.map((line) => [`${line.client} ${line.connection}`, line] as const),
  );
  return connections.map(({ client, connection, node, at }) => {
    const end = ends.get(`${client} ${connection}`);
    const to = end?.at ?? Number.POSITIVE_INFINITY;
    return { client, node, from: at, to, reason: end?.reason ?? "" };
  });
}
