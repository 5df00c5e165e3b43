import { readFileSync } from "node:fs";
import { commands } from "@hallway/protocol";
import { expect, test } from "vitest";
import { createMetrics } from "./metrics.ts";

const dashboard: unknown = JSON.parse(
  readFileSync(new URL("../../../../deploy/grafana-dashboard.json", import.meta.url), "utf8"),
);

test("what happened is counted under words of our own", async () => {
  const metrics = createMetrics();
  metrics.answered(commands["message:send"], { ok: true, data: {} }, 4);
  metrics.answered(
    commands["message:send"],
    { ok: false, error: { code: "not_found", message: "There is no such channel." } },
    30,
  );
  metrics.batchEnded("committed", 17, 3);
  metrics.batchEnded("failed", 1, 3);
  metrics.synced([{}, { reset: true }, { gone: true }, {}]);
  metrics.turnedAway("origin");
  metrics.readerCut();
  const { text } = await metrics.render();
  for (const line of [
    'hallway_commands_total{command="message:send",outcome="ok"} 1',
    'hallway_commands_total{command="message:send",outcome="not_found"} 1',
    'hallway_command_seconds_bucket{le="0.005",class="send"} 1',
    'hallway_command_seconds_count{class="send"} 2',
    'hallway_send_batches_total{outcome="failed"} 1',
    "hallway_send_batch_jobs_sum 17",
    'hallway_synced_rooms_total{kind="changes"} 2',
    'hallway_synced_rooms_total{kind="reset"} 1',
    'hallway_synced_rooms_total{kind="gone"} 1',
    'hallway_turned_away_total{reason="origin"} 1',
    "hallway_slow_readers_cut_total 1",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("how things stand is read when somebody looks, and left out where nobody knows", async () => {
  const metrics = createMetrics();
  let connections = 3;
  metrics.watch({ connections: () => connections, bus: () => "alone", diskFreeBytes: () => null });
  expect((await metrics.render()).text).toMatch(/^hallway_connections 3$/m);
  connections = 5;
  const { text } = await metrics.render();
  expect(text).toMatch(/^hallway_connections 5$/m);
  expect(text).not.toMatch(/^hallway_(bus_deaf|disk_free_bytes|sends_waiting) /m);
  metrics.watch({ bus: () => "deaf" });
  expect((await metrics.render()).text).toMatch(/^hallway_bus_deaf 1$/m);
});

test("the dashboard shows only metrics that there are, and all of our own", async () => {
  const metrics = createMetrics();
  metrics.measureProcess();
  const { text } = await metrics.render();
  const known = new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, kind]) =>
      kind === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [`${name}`],
    ),
  );
  const shown = new Set(
    JSON.stringify(dashboard).match(/\b(?:hallway|process|nodejs)_[a-z0-9_]+/g),
  );
  expect([...shown].filter((name) => !known.has(name))).toEqual([]);
  const ours = [...known].filter((name) => /^hallway_/.test(name) && !/_(sum|count)$/.test(name));
  expect(
    ours.filter((name) => !shown.has(name) && !shown.has(name.replace("_bucket", "_sum"))),
  ).toEqual([]);
});

test("the dashboard has what Grafana needs to load it", () => {
  expect(dashboard).toMatchObject({
    title: "Hallway",
    uid: "hallway",
    schemaVersion: expect.any(Number),
  });
  const { panels } = dashboard as { panels: { id: number; type: string; gridPos: object }[] };
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const panel of panels) {
    expect(panel.gridPos).toMatchObject({ h: expect.any(Number), w: expect.any(Number) });
  }
});
