import type { Answer, CommandContract, ErrorCode, RefusalCode } from "@hallway/protocol";
import { collectDefaultMetrics, Registry } from "prom-client";
import { defineCounts } from "./counts.ts";
import { defineGauges, type Readings } from "./gauges.ts";

/** Why a connection did not come to be, or a request was turned away before any command saw it. */
export type TurnedAway = RefusalCode | "origin" | "busy" | "quota" | "draining" | "unavailable";

/**
 * What the server tells a monitoring system about itself (docs/operations.md). Labels are words of our own, never
 * anybody's name or text, so their number is bounded.
 */
export interface Metrics {
  /** A command has its answer, some milliseconds after it was asked. */
  answered(
    contract: Pick<CommandContract, "name" | "limit">,
    answer: Answer<unknown>,
    ms: number,
  ): void;
  /** A request of the accounts (sign-in and the like) has its answer. */
  accountAnswered(path: string, outcome: ErrorCode | "ok"): void;
  /** A batch of sends has committed, or has failed. */
  batchEnded(outcome: "committed" | "failed", jobs: number, ms: number): void;
  /** Rooms in the answer to a `sync`. */
  synced(rooms: readonly { reset?: boolean | undefined; gone?: boolean | undefined }[]): void;
  turnedAway(reason: TurnedAway): void;
  /** A connection was closed because its reader was too slow. */
  readerCut(): void;
  /** How things stand is read when somebody looks; what is not watched is not shown. */
  watch(readings: Partial<Readings>): void;
  /** Adds what Node tells of the process: CPU, memory, event loop, garbage collection. Once a process. */
  measureProcess(): void;
  /** All of it in Prometheus' text format. */
  render(): Promise<{ contentType: string; text: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const counts = defineCounts(registry);
  const watch = defineGauges(registry);
  return {
    answered({ name, limit }, answer, ms) {
      const outcome: ErrorCode | "ok" = answer.ok ? "ok" : answer.error.code;
      counts.commands(name, outcome).inc();
      counts.answers(limit).observe(ms / 1_000);
    },
    accountAnswered: (path, outcome) => counts.commands(`account:${path}`, outcome).inc(),
    batchEnded(outcome, jobs, ms) {
      counts.batches[outcome].inc();
      if (outcome === "failed") return;
      counts.batchSeconds.observe(ms / 1_000);
      counts.batchSize.observe(jobs);
    },
    synced(rooms) {
      for (const { reset, gone } of rooms) {
        counts.synced[gone ? "gone" : reset ? "reset" : "changes"].inc();
      }
    },
    turnedAway: (reason) => counts.turnedAway(reason).inc(),
    readerCut: () => counts.readersCut.inc(),
    watch,
    measureProcess: () => collectDefaultMetrics({ register: registry }),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
