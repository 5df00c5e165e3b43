import type { RunRecord } from "../checker-record.ts";
import type { SiteLine, Written } from "../contract.ts";
import type { Measure } from "./goal.ts";

/** Nodes that ended while the run lasted, told or not: none may have to be restarted. */
export const nodesRestarted: Measure = {
  name: "nodes restarted",
  limit: { atMost: 0 },
  read: ({ record }) => (record.processes.length > 0 ? endsOf(record).length : null),
};

/** From SIGTERM to the end of the process, of all that were told to end. */
export function slowestEnd(atMostMs: number): Measure {
  return {
    name: "slowest end after SIGTERM",
    unit: "ms",
    limit: { atMost: atMostMs },
    read: ({ record }) => {
      const times = toldToEnd(record).map(({ order }) => order?.agoMs ?? Number.POSITIVE_INFINITY);
      return times.length > 0 ? Math.max(...times) : null;
    },
  };
}

export const endedWithAnotherCode: Measure = {
  name: "nodes that ended with another code than 0",
  limit: { atMost: 0 },
  read: ({ record }) => {
    const told = toldToEnd(record);
    return told.length > 0 ? told.filter(({ code }) => code !== 0).length : null;
  },
};

type Ended = Written<Extract<SiteLine, { type: "ended" }>>;

function endsOf({ processes }: RunRecord): Ended[] {
  return processes.filter((line) => line.type === "ended");
}

function toldToEnd(record: RunRecord): Ended[] {
  return endsOf(record).filter(({ order }) => order?.signal === "SIGTERM");
}
