import { describe, expect, it } from "vitest";
import { judge } from "../checker.ts";
import type { Disturbance, RunRecord } from "../checker-record.ts";
import { attempt, makeRecord, send, stored } from "../properties/testing/make-record.ts";
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

/** A device's connection to a node, and why it ended. */
function line(
  client: string,
  { node, from, to, reason = "transport close" }: LineParts,
): Pick<RunRecord, "connections" | "disconnections"> {
  const where = { client, connection: from, node };
  const opened = { session: "s1", transport: "websocket", at: from, wall: from } as const;
  return {
    connections: [{ type: "connected", ...where, ...opened }],
    disconnections: [{ type: "disconnected", ...where, reason, at: to, wall: to }],
  };
}

type LineParts = { node: number; from: number; to: number; reason?: string };

function lines(...parts: ReturnType<typeof line>[]) {
  return {
    connections: parts.flatMap(({ connections }) => connections),
    disconnections: parts.flatMap(({ disconnections }) => disconnections),
  };
}

const hungUp = "io client disconnect";
const whole = [stored("one", 1), stored("two", 2)];

describe("PostgreSQL was killed", () => {
  const faults = [strike("postgres-kill", "postgres", [1_000, 2_000])];

  it("takes the node that needed longest until a send was acknowledged", () => {
    const attempts = [
      send("one", { seq: 1, at: 2_490, endedAt: 2_500, node: 0 }),
      send("two", { seq: 2, at: 2_000, endedAt: 5_000, node: 1 }),
    ];
    const figures = figuresOf("G7", makeRecord({ faults, attempts, stored: whole }));
    expect(figures["sends resume after postgres-kill"]).toBe(3_000);
  });

  it("counts the nodes that ended unasked, whatever they were doing", () => {
    const ended = { type: "ended", node: "node-1", code: 1, signal: null, at: 0, wall: 0 } as const;
    const processes = [
      { ...ended, ordered: false, phase: "starting" } as const,
      { ...ended, ordered: true, phase: "serving" } as const,
    ];
    const figures = figuresOf("G7", makeRecord({ faults, processes }));
    expect(figures["node processes that exited"]).toBe(1);
  });
});

describe("answers were lost", () => {
  const faults = [strike("drop-one-way", "client-node-2", [1_000, 4_000])];

  it("counts the lines of that node, and what was stored without an answer", () => {
    const attempts = [
      send("one", { seq: 1, at: 1_500, node: 1, outcome: "unanswered" }),
      send("one", { seq: 1, at: 4_500, node: 1 }),
      send("two", { seq: 2, at: 1_600, node: 0, outcome: "unanswered" }),
      send("three", { seq: 3, at: 1_700, node: 1, outcome: "unanswered" }),
    ];
    const open = lines(
      line("a1", { node: 1, from: 0, to: 4_000 }),
      line("a2", { node: 0, from: 0, to: 4_000 }),
      line("a3", { node: 1, from: 2_000, to: 4_000 }),
    );
    const figures = figuresOf("G8", makeRecord({ faults, attempts, stored: whole, ...open }));
    expect(figures).toMatchObject({
      "lines whose answers were cut for 3 s": 1,
      "messages that were stored while their answer was lost": 1,
      "most copies of a message": 1,
    });
  });

  it("sees a second copy", () => {
    const copies = [...whole, stored("other", 3, { text: "[one] hi" })];
    const figures = figuresOf("G8", makeRecord({ faults, stored: copies }));
    expect(figures["most copies of a message"]).toBe(2);
  });
});

describe("one key at both nodes", () => {
  it("counts what both answered in the same moment, and its places", () => {
    const attempts = [
      send("one", { seq: 1, at: 0, endedAt: 10, node: 0 }),
      send("one", { seq: 1, at: 5, endedAt: 15, node: 1 }),
      send("two", { seq: 2, at: 20, endedAt: 30, node: 0 }),
      send("two", { seq: 3, at: 40, endedAt: 50, node: 1 }),
      send("three", { seq: 4, at: 60, endedAt: 70, node: 0 }),
      send("three", { seq: 4, at: 65, endedAt: 75, node: 0 }),
    ];
    const figures = figuresOf("G9", makeRecord({ attempts, stored: whole }));
    expect(figures).toMatchObject({
      "keys that two nodes answered at the same time": 1,
      "most seqs of one key": 2,
    });
  });
});

describe("half-open lines", () => {
  const faults = [strike("blackhole", "client-node-1", [1_000, 61_000])];

  it("takes the device that noticed last, and not one that hung up", () => {
    const open = lines(
      line("a1", { node: 0, from: 0, to: 15_000, reason: "ping timeout" }),
      line("a2", { node: 0, from: 0, to: 18_000, reason: "ping timeout" }),
      line("a3", { node: 0, from: 0, to: 40_000, reason: hungUp }),
    );
    const figures = figuresOf("G10", makeRecord({ faults, ...open }));
    expect(figures["a device shows that it has no line after"]).toBe(17_000);
  });

  const healed = "a device has caught up after the heal";
  const struck = [
    line("a1", { node: 0, from: 0, to: 15_000, reason: "ping timeout" }),
    line("b1", { node: 0, from: 0, to: 18_000, reason: "ping timeout" }),
  ];

  it("takes the device that caught up last, from the heal", () => {
    const open = lines(
      ...struck,
      line("a1", { node: 0, from: 62_000, to: 90_000 }),
      line("b1", { node: 1, from: 63_000, to: 90_000 }),
    );
    const attempts = [
      attempt({ at: 500, endedAt: 600, command: "sync", client: "a1" }),
      attempt({ at: 62_100, endedAt: 62_500, command: "sync", client: "a1" }),
      attempt({ at: 63_100, endedAt: 63_900, command: "sync", client: "b1" }),
    ];
    const figures = figuresOf("G11", makeRecord({ faults, attempts, ...open }));
    expect(figures[healed]).toBe(2_900);
  });

  it("forgives no device that never came back, or was never answered", () => {
    const back = line("a1", { node: 0, from: 62_000, to: 90_000 });
    const attempts = [attempt({ at: 62_100, endedAt: 62_500, command: "sync", client: "a1" })];
    const alone = makeRecord({ faults, attempts, ...lines(...struck, back) });
    expect(figuresOf("G11", alone)[healed]).toBe(Number.POSITIVE_INFINITY);
    const mute = makeRecord({ faults, ...lines(...struck.slice(0, 1), back) });
    expect(figuresOf("G11", mute)[healed]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the database was away", () => {
  const faults = [strike("hold", "node-1-postgres", [1_000, 61_000])];
  const failed = { outcome: "unanswered", why: "unavailable" } as const;

  it("takes the slowest failure, and counts those that say nothing", () => {
    const { disconnections } = line("a1", { node: 0, from: 0, to: 7_000, reason: hungUp });
    const attempts = [
      send("one", { seq: 1, at: 2_000, endedAt: 3_500, ...failed }),
      send("two", { seq: 2, at: 2_000, endedAt: 9_000, ...failed, node: 1 }),
      send("two", { seq: 2, at: 6_000, endedAt: 7_001, ...failed, why: "no more socket" }),
      send("one", { seq: 1, at: 4_000, endedAt: 16_000, ...failed, why: "timeout" }),
      send("two", { seq: 2, at: 5_000, endedAt: 5_001, ...failed, why: "offline" }),
    ];
    const record = makeRecord({ faults, attempts, stored: whole, disconnections });
    expect(figuresOf("G38", record)).toMatchObject({
      "a send fails after": 12_000,
      "sends that failed without a code to retry by": 1,
    });
  });

  it("does not judge what was asked shortly before it came back", () => {
    const attempts = [send("one", { seq: 1, at: 58_000, endedAt: 62_000 })];
    const figures = figuresOf("G38", makeRecord({ faults, attempts, stored: whole }));
    expect(figures["a send fails after"]).toBeNull();
  });
});

describe("a clock jumped", () => {
  it("counts sessions that were ended, and those that were not believed", () => {
    const { disconnections } = line("a1", { node: 0, from: 0, to: 5 });
    const record = makeRecord({
      sessionEnds: [
        { type: "session-ended", client: "a1", connection: 1, code: "x", at: 0, wall: 0 },
      ],
      disconnections: disconnections.map((one) => ({ ...one, refusal: "unauthenticated" })),
      attempts: [
        attempt({ at: 0, command: "sync", outcome: "refused", why: "unauthenticated" }),
        attempt({ at: 0, command: "sync", outcome: "refused", why: "not_found" }),
      ],
    });
    expect(figuresOf("G41", record)["sessions that were ended or not believed"]).toBe(3);
  });
});
