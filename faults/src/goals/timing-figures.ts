import type { Disturbance, RunRecord } from "../checker-record.ts";
import type { Measure } from "./goal.ts";

/** From the last strike of a fault until every device shows what the database holds. */
export function equalAfterLast(fault: string, atMostMs: number): Measure {
  return {
    name: `every view equal after the last ${fault}`,
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const last = faultsOf(record, fault).at(-1);
      if (!last || !record.settled?.settled) return null;
      return record.settled.at - last.from;
    },
  };
}

export function faultsOf({ faults }: RunRecord, name: string): Disturbance[] {
  return faults.filter((fault) => fault.name === name);
}
