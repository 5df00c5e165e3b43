import { describe, expect, it } from "vitest";
import type { SiteLine } from "./contract.ts";
import { judgeSite } from "./site-verdict.ts";

const started: SiteLine = { type: "started", node: "node-1", pid: 1, readyMs: 900 };
const ended = (more: Partial<Extract<SiteLine, { type: "ended" }>>): SiteLine => ({
  type: "ended",
  node: "node-1",
  code: 0,
  signal: null,
  ordered: true,
  phase: "serving",
  ...more,
});

const violated = (lines: SiteLine[]) =>
  judgeSite(lines)
    .filter(({ violations }) => violations > 0)
    .map(({ name }) => name);

describe("the judgement of nodes as processes", () => {
  it.each<[string, SiteLine, string[]]>([
    ["a kill that was ordered", ended({ code: null, signal: "SIGKILL" }), []],
    ["an end in order", ended({ order: { signal: "SIGTERM", agoMs: 4_000 } }), []],
    [
      "a start that failed for want of a database",
      ended({ code: 1, ordered: false, phase: "starting" }),
      [],
    ],
    ["a crash", ended({ code: 1, ordered: false }), ["S1"]],
    ["an end that nobody asked for, in order or not", ended({ ordered: false }), ["S1"]],
    [
      "an end in order with a code",
      ended({ code: 1, order: { signal: "SIGTERM", agoMs: 9 } }),
      ["S2"],
    ],
    ["an end in order, too late", ended({ order: { signal: "SIGTERM", agoMs: 30_001 } }), ["S2"]],
    ["a leak", { type: "leak", node: "node-1", text: "[c4.97] on it" }, ["S4"]],
    ["a complaint", { type: "complaint", node: "node-1", text: "unhandledRejection" }, ["S3"]],
  ])("of %s", (_what, line, expected) => {
    expect(violated([started, line])).toEqual(expected);
  });
});
