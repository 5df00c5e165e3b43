import { describe, expect, it } from "vitest";
import { judge } from "../checker.ts";
import type { Disturbance, RunRecord } from "../checker-record.ts";
import { delivered, makeRecord, page, send, stored } from "../properties/testing/make-record.ts";
import { goalRunsOf } from "./all-goals.ts";

/** What a goal's figures are in a run, by their names. */
function figuresOf(goal: string, record: RunRecord): Record<string, number | null> {
  const goals = goalRunsOf([goal]).flatMap((run) => run.goals.filter(({ name }) => name === goal));
  const evidence = { record, verdict: judge(record) };
  return Object.fromEntries(
    goals.flatMap(({ figures }) => figures.map(({ name, read }) => [name, read(evidence)])),
  );
}

function strike(name: string, target: string, [from, to]: [number, number]): Disturbance {
  return { name, target, from, to };
}

/** What the nodes answered at `/readyz`, and when. */
function readiness(...words: [at: number, node: string, word: string][]): RunRecord["measured"] {
  return words.map(([at, node, word]) => ({
    ...{ type: "measured", name: `${node} readyz ${word}`, value: 1, at, wall: at },
  }));
}

function connected(client: string, node: number, at: number): RunRecord["connections"][number] {
  const how = { connection: 1, session: "s", transport: "websocket" } as const;
  return { type: "connected", client, node, at, wall: at, ...how };
}

describe("Redis was away", () => {
  const faults = [strike("redis-away", "redis", [1_000, 60_000])];

  it("counts as acknowledged what was within ten seconds, and leaves out what was rightly refused", () => {
    const attempts = [
      send("one", { seq: 1, at: 2_000 }),
      send("two", { seq: 2, at: 3_000, endedAt: 14_000 }),
      send("three", { seq: 3, at: 4_000, outcome: "refused", why: "forbidden" }),
      send("four", { seq: 4, at: 500, outcome: "unanswered" }),
    ];
    const figures = figuresOf("G28", makeRecord({ faults, attempts }));
    expect(figures["sends acknowledged during redis-away"]).toBe(50);
  });

  it("takes the slowest delivery to a device that was at the other node all the time", () => {
    const attempts = [send("one", { seq: 1, at: 2_000, endedAt: 2_100, node: 0 })];
    const found = (more: Partial<RunRecord>) =>
      figuresOf("G28", makeRecord({ faults, attempts, stored: [stored("one", 1)], ...more }))[
        "slowest delivery to another node"
      ];
    const deliveries = [
      delivered(6_100, [["one", 1, 1, 0]], { how: "sync" }),
      delivered(9_000, [["one", 1, 1, 0]]),
    ];
    expect(found({ deliveries, connections: [connected("b1", 1, 100)] })).toBe(4_000);
    expect(found({ deliveries, connections: [connected("b1", 0, 100)] })).toBeNull();
    const byPage = page(3_000, [["one", 1, 1, 0]], { client: "b1", user: "bob" });
    const read = { deliveries, attempts: [...attempts, byPage] };
    expect(found({ ...read, connections: [connected("b1", 1, 100)] })).toBe(910);
    expect(found({ deliveries, connections: [connected("b1", 1, 5_000)] })).toBeNull();
  });

  it("counts the moments in which the bus kept everyone out", () => {
    const start = readiness([0, "node-1", "ready"], [0, "node-2", "ready"]);
    const found = (...words: [number, string, string][]) =>
      figuresOf("G28", makeRecord({ faults, measured: [...start, ...readiness(...words)] }));
    const stayed = found([9_000, "node-1", "bus"], [9_500, "node-1", "degraded"]);
    expect(stayed["moments without a ready node for want of the bus"]).toBe(0);
    expect(stayed["nodes that stayed ready without the bus"]).toBe(1);
    const went = found([9_000, "node-1", "bus"], [9_500, "node-2", "bus"]);
    expect(went["moments without a ready node for want of the bus"]).toBe(1);
  });
});

describe("a node was deaf", () => {
  const faults = [
    strike("drop-one-way", "node-1-redis", [10_000, 40_000]),
    strike("drop-one-way", "node-2-redis", [70_000, 100_000]),
  ];
  const start = readiness([0, "node-1", "ready"], [0, "node-2", "ready"]);
  const first = readiness([23_000, "node-1", "bus"], [42_000, "node-1", "ready"]);

  it("takes the node that needed longest to leave, and to come back", () => {
    const second = readiness([84_500, "node-2", "bus"], [101_000, "node-2", "ready"]);
    const record = makeRecord({ faults, measured: [...start, ...first, ...second] });
    expect(figuresOf("G29", record)).toEqual({
      "a deaf node leaves readiness after": 14_500,
      "it is ready again after": 2_000,
      "moments without a ready node for want of the bus": 0,
    });
  });

  it("never ends for a node that does not leave", () => {
    const record = makeRecord({ faults, measured: [...start, ...first] });
    expect(figuresOf("G29", record)["a deaf node leaves readiness after"]).toBe(Infinity);
  });
});

describe("nodes were restarted", () => {
  const ended = { type: "ended", phase: "serving", signal: null, at: 0, wall: 0 } as const;
  const order = { ordered: true, order: { signal: "SIGTERM", agoMs: 17_000 } };

  it("takes the slowest end, and counts other codes", () => {
    const processes = [
      { ...ended, ...order, node: "node-1", code: 0 },
      { ...ended, ...order, node: "node-2", code: 1, order: { ...order.order, agoMs: 900 } },
      { ...ended, ordered: false, node: "node-2", code: 1 },
    ];
    expect(figuresOf("G31", makeRecord({ processes }))).toEqual({
      "slowest end after SIGTERM": 17_000,
      "nodes that ended with another code than 0": 1,
    });
    expect(figuresOf("G27", makeRecord({ processes }))["nodes restarted"]).toBe(3);
  });

  it("counts what authors had to give up, not what their outbox sent again", () => {
    const attempts = [
      send("one", { seq: 1, at: 0, outcome: "unanswered" }),
      send("one", { seq: 1, at: 500 }),
      send("two", { seq: 2, at: 0, outcome: "refused", why: "not_found" }),
      send("three", { seq: 3, at: 0, outcome: "refused", why: "conflict" }),
      send("four", { seq: 4, at: 0, outcome: "unanswered" }),
      send("five", { seq: 5, at: 0, outcome: "unanswered", outside: true }),
    ];
    const figures = figuresOf("G30", makeRecord({ attempts }));
    expect(figures["sends that failed for their author"]).toBe(2);
  });
});
