import { type ChildProcess, fork, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { WAYS, type Way } from "./bus-ways.ts";
import { type Measurement, median, percentile } from "./measurement.ts";
import { freePort } from "./server-process.ts";

const PER_SECOND = 1_000;
const COMMITS = 5_000;
const WARM_UP = 1_000;
const ROUNDS = 3;
const CLOCK_TICKS_PER_S = 100;

interface Round {
  latencyP50: number;
  latencyP99: number;
  /** Microseconds of CPU a commit, of both nodes and of Redis. */
  nodesCpu: number;
  redisCpu: number;
}

/** One commit after another at one node, heard at another: our own message beside socket.io's adapters. */
export async function benchBus(): Promise<Measurement[]> {
  const rounds = new Map<Way, Round[]>(WAYS.map((way) => [way, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of WAYS) rounds.get(way)?.push(await play(way));
  }
  const figure = (way: Way, pick: (round: Round) => number) =>
    median((rounds.get(way) ?? []).map(pick));
  return WAYS.flatMap((way) => {
    const row = (what: string, unit: string, pick: (round: Round) => number): Measurement => ({
      what: `${what}, ${way}`,
      value: figure(way, pick),
      unit,
      ...(way === "adapter"
        ? {}
        : { baseline: { what: "adapter", value: figure("adapter", pick) } }),
      goal: "",
    });
    return [
      row("CPU a commit, both nodes", "µs", (round) => round.nodesCpu),
      row("CPU a commit, Redis", "µs", (round) => round.redisCpu),
      row("commit to the other node, p50", "ms", (round) => round.latencyP50),
      row("commit to the other node, p99", "ms", (round) => round.latencyP99),
    ];
  });
}

async function play(way: Way): Promise<Round> {
  const port = await freePort();
  const redis = spawn("redis-server", ["--port", String(port), "--save", ""], { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  await untilOpen(port);
  const nodes = await Promise.all([startNode(way, url), startNode(way, url)]);
  try {
    const [speaker, listener] = nodes;
    await talk(speaker, WARM_UP);
    const before = await Promise.all([report(speaker), report(listener)]);
    const redisBefore = cpuOf(redis);
    await talk(speaker, COMMITS);
    const after = await Promise.all([report(speaker), report(listener)]);
    const cpu = sum(after.map((one) => one.cpu)) - sum(before.map((one) => one.cpu));
    const latencies = after[1]?.latencies ?? [];
    if (latencies.length < COMMITS) throw new Error(`${way}: only ${latencies.length} arrived`);
    return {
      latencyP50: percentile(latencies, 50),
      latencyP99: percentile(latencies, 99),
      nodesCpu: (cpu / COMMITS) * 1e6,
      redisCpu: ((cpuOf(redis) - redisBefore) / COMMITS) * 1e6,
    };
  } finally {
    for (const node of nodes) node.kill();
    redis.kill();
  }
}

async function startNode(way: Way, url: string): Promise<ChildProcess> {
  const file = join(import.meta.dirname, "bus-node.ts");
  const node = fork(file, { env: { ...process.env, WAY: way, REDIS: url } });
  await said(node, (message) => message === "ready");
  return node;
}

interface Report {
  latencies: number[];
  cpu: number;
}

const SETTLED_AFTER_MS = 500;

async function talk(node: ChildProcess, commits: number): Promise<void> {
  const told = said(node, (message) => message === "told");
  node.send({ commits, perSecond: PER_SECOND });
  await told;
  await new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER_MS));
}

async function report(node: ChildProcess): Promise<Report> {
  const answer = said(node, (message) => typeof message === "object");
  node.send({ commits: 0, perSecond: 0 });
  return (await answer) as Report;
}

function said(node: ChildProcess, fits: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    node.once("exit", (code) => reject(new Error(`A node ended with ${code}`)));
    node.on("message", function listen(message: unknown) {
      if (!fits(message)) return;
      node.off("message", listen);
      resolve(message);
    });
  });
}

async function untilOpen(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function cpuOf({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_S;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
