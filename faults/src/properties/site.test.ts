import { expect, test } from "vitest";
import type { RunRecord } from "../checker-record.ts";
import { arrivesLive } from "./arrives-live.ts";
import { fitsItsContract } from "./fits-its-contract.ts";
import { revokedIsSilent } from "./p13-revoked-is-silent.ts";
import { comesRightWithin } from "./p14-comes-right.ts";
import { memoryReturns } from "./p15-memory-returns.ts";
import { holds } from "./testing/holds.ts";
import {
  attempt,
  delivered,
  happened,
  makeRecord,
  makeTruth,
  page,
  send,
  stored,
} from "./testing/make-record.ts";

const revocation = attempt({
  at: 100,
  command: "member:end-sessions",
  users: ["bob"],
  sessions: ["s2"],
});
const soonAfter = send("one", { seq: 1, at: 500 });
const longAfter = send("one", { seq: 1, at: 5_000 });
const hears = delivered(6_000, [["one", 1, 1, 0]]);
const bus = { name: "redis-away", target: "redis", from: 0, to: 2_000 };

holds(revokedIsSilent, [
  [
    "sent in the same second",
    makeRecord({ attempts: [revocation, soonAfter], deliveries: [hears] }),
    null,
  ],
  [
    "sent long after",
    makeRecord({ attempts: [revocation, longAfter], deliveries: [hears] }),
    "b1 heard one",
  ],
  [
    "while the bus was away",
    makeRecord({ attempts: [revocation, longAfter], deliveries: [hears], faults: [bus] }),
    null,
  ],
  [
    "a command is answered",
    makeRecord({ attempts: [revocation, page(200, [], { session: "s2", client: "b1" })] }),
    "was answered message:list",
  ],
]);

function settled(ok: boolean, at: number): RunRecord["settled"] {
  return {
    type: "settled",
    settled: ok,
    tookMs: at,
    behind: ok ? [] : ["b1 is not connected"],
    at,
    wall: at,
  };
}

holds(comesRightWithin(1_000), [
  ["in time", makeRecord({ settled: settled(true, 900), healedAt: 0 }), null],
  ["too late", makeRecord({ settled: settled(true, 1_900), healedAt: 500 }), "it took 1400 ms"],
  [
    "never",
    makeRecord({
      settled: settled(false, 900),
      healedAt: 0,
    }),
    "b1 is not connected",
  ],
]);

function needs(megabytes: number, when: "before" | "after", node = "node-1") {
  const liveBytes = megabytes * 1_048_576;
  const memory = { liveBytes, residentBytes: 4 * liveBytes };
  return { type: "memory", node, when, ...memory, at: 0, wall: 0 } as const;
}

holds(memoryReturns, [
  ["as before", makeRecord({ memory: [needs(60, "before"), needs(65, "after")] }), null],
  [
    "a quarter more, at one of two nodes",
    makeRecord({
      memory: [
        ...[needs(60, "before"), needs(90, "before", "node-2")],
        ...[needs(75, "after"), needs(90, "after", "node-2")],
      ],
    }),
    "node-1: 60 MB before, 75 MB after",
  ],
]);

test("memory is not judged where nothing is known of before", () => {
  expect(memoryReturns.judge(makeRecord({ memory: [needs(400, "after")] })).judged).toBe(0);
});

holds(fitsItsContract, [
  ["all fits", makeRecord({ deliveries: [delivered(1, [["one", 1, 1, 0]])] }), null],
  [
    "a field nobody knows",
    makeRecord({
      attempts: [send("one", { seq: 1, at: 1 })],
      malformed: [{ client: "b1", what: "changes", problem: "extra" }],
    }),
    "b1: changes: extra",
  ],
]);

const inTea = makeTruth([
  happened(1, "created", ["bob"]),
  stored("two", 2),
  stored("three", 3),
  stored("four", 4),
]);
const heardFirst = delivered(10, [["event-1", 1, 1, 0]]);
const heardSecond = delivered(15, [["two", 2, 2, 0]]);
const heardThird = delivered(20, [["three", 3, 3, 0]]);
const heardFourth = delivered(25, [["four", 4, 4, 0]]);
const caughtUp = { ...delivered(5, [], { from: 0, to: 1 }), how: "sync" } as const;
const line = { client: "b1", connection: 1, node: 0, wall: 0 };
const opened = {
  ...line,
  type: "connected",
  session: "s2",
  transport: "websocket",
  at: 1,
} as const;
const firstSync = attempt({ at: 2, endedAt: 22, command: "sync", client: "b1", user: "bob" });

holds(arrivesLive, [
  [
    "one after the other, in whatever order",
    makeRecord({ truth: inTea, deliveries: [heardThird, heardFirst, { ...heardSecond, at: 30 }] }),
    null,
  ],
  [
    "one is left out",
    makeRecord({ truth: inTea, deliveries: [heardFirst, heardSecond, heardFourth] }),
    "from 2 to 3 live",
  ],
  [
    "one is left out after catching up",
    makeRecord({ truth: inTea, deliveries: [caughtUp, heardThird] }),
    "from 1 to 2 live",
  ],
  [
    "one is left out, and found by a later catching up",
    makeRecord({
      truth: inTea,
      connections: [opened],
      attempts: [{ ...firstSync, endedAt: 6 }],
      deliveries: [caughtUp, heardSecond, heardFourth, { ...caughtUp, at: 40, to: 4 }],
    }),
    "from 2 to 3 live",
  ],
  [
    "what came before the answer that it was waiting for",
    makeRecord({
      truth: inTea,
      connections: [opened],
      attempts: [firstSync],
      deliveries: [heardFirst, { ...caughtUp, at: 22.1, to: 3 }, heardFourth],
    }),
    null,
  ],
  [
    "one that overtook the step by which they came in",
    makeRecord({ truth: inTea, deliveries: [heardFirst, heardThird] }),
    null,
  ],
  [
    "one that was overtaken, on a line that they hung up",
    makeRecord({
      truth: inTea,
      deliveries: [heardFirst, heardSecond, heardFourth],
      disconnections: [{ ...line, type: "disconnected", reason: "io client disconnect", at: 26 }],
    }),
    null,
  ],
  [
    "one is left out while a node dies",
    makeRecord({
      truth: inTea,
      deliveries: [heardFirst, heardSecond, heardFourth],
      faults: [{ ...bus, from: 17, to: 18 }],
    }),
    null,
  ],
  [
    "on another connection",
    makeRecord({ truth: inTea, deliveries: [heardFirst, { ...heardThird, connection: 2 }] }),
    null,
  ],
]);
