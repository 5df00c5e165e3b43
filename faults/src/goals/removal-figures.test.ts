import { expect, it } from "vitest";
import { judge } from "../checker.ts";
import type { RunRecord } from "../checker-record.ts";
import {
  attempt,
  delivered,
  happened,
  makeRecord,
  stored,
} from "../properties/testing/make-record.ts";
import { crowdRemovedWithoutRedis } from "./crowd-removed.ts";

function figuresOf(more: Partial<RunRecord>): Record<string, number | null> {
  const record = makeRecord({ attempts: [removal], stored: timeline, connections, ...more });
  const evidence = { record, verdict: judge(record) };
  return Object.fromEntries(
    crowdRemovedWithoutRedis.goals.flatMap(({ figures }) =>
      figures.map(({ name, read }) => [name, read(evidence)]),
    ),
  );
}

const frames = "frames above the removal that reached the removed";
const sameNode = "the removed know of it at the same node after";
const otherNode = "the removed know of it at the other node after";

/** Bob is added at tick 1 and removed at tick 3, by Ann at the first node; his device is at the second. */
const timeline = [
  happened(1, "added", ["bob"]),
  stored("one", 2),
  happened(3, "removed", ["bob"]),
  stored("two", 4),
];
const removal = attempt({
  ...{ at: 1_000, endedAt: 1_020, command: "channel:remove-member" },
  ...{ users: ["bob"], node: 0 },
});
const connections: RunRecord["connections"] = [
  {
    ...{ client: "b1", connection: 1, node: 1, session: "s2", at: 100, wall: 100 },
    ...{ type: "connected", transport: "websocket" },
  },
];

it("counts what was shown above the removal, and not what came late from below", () => {
  const late = delivered(1_500, [["one", 2, 2, 0]]);
  const leaked = delivered(1_600, [["two", 4, 4, 0]]);
  expect(figuresOf({ deliveries: [late] })[frames]).toBe(0);
  expect(figuresOf({ deliveries: [late, leaked] })[frames]).toBe(1);
});

it("takes the time until the device hears that its person has left, by its node", () => {
  const told = delivered(4_020, [], {
    ...{ room: "user:bob", from: 6, to: 7 },
    readings: [["tea", 0, 7, 3, 1]],
  });
  expect(figuresOf({ deliveries: [told] })[otherNode]).toBe(3_000);
  expect(figuresOf({ deliveries: [told] })[sameNode]).toBeNull();
  expect(figuresOf({ deliveries: [] })[otherNode]).toBe(Infinity);
});
