import type { Property } from "./property.ts";

/**
 * From the end of the last fault, or of writing, until every outbox is empty and every device is where the database is,
 * without anybody being told to ask.
 */
export function comesRightWithin(limitMs: number): Property {
  return {
    name: "P14",
    promise: `Everyone has caught up within ${limitMs / 1_000} s of the last fault.`,
    judge({ settled, healedAt }) {
      if (!settled) return { judged: 0, violations: [] };
      const took = healedAt === null ? settled.tookMs : settled.at - healedAt;
      const names = settled.behind.join("; ");
      if (!settled.settled) return { judged: 1, violations: [`after ${took} ms: ${names}`] };
      return { judged: 1, violations: took > limitMs ? [`it took ${took} ms`] : [] };
    },
  };
}
