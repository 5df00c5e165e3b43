import { spawnSync } from "node:child_process";
import { connect } from "node:net";
import { createKeeper } from "./keeper.ts";
import { type LaunchPlan, launch } from "./managed-process.ts";
import { until } from "./waiting.ts";

const restartAfterMs = 500;

/** The Redis of a site; it keeps nothing, so a restart is always empty. */
export interface SiteRedis {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts `redis-server` from the PATH on a port; throws a sentence where there is none. */
export async function startRedis(plan: {
  port: number;
  logFile: string;
  warden: LaunchPlan["warden"];
}): Promise<SiteRedis> {
  if (spawnSync("redis-server", ["--version"]).status !== 0)
    throw new Error("Two nodes need a Redis: install `redis-server`, or run --deployment embedded");
  const options = { port: plan.port, bind: "127.0.0.1", save: "", appendonly: "no" };
  const keeper = createKeeper(
    () =>
      launch({
        command: "redis-server",
        args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
        env: { PATH: process.env.PATH ?? "" },
        logFile: plan.logFile,
        warden: plan.warden,
      }),
    restartAfterMs,
    plan.warden.isOver,
  );
  async function start(): Promise<void> {
    keeper.start();
    await until("Redis takes connections", () => isOpen(plan.port));
  }
  await start();
  return { start, kill: () => keeper.end("SIGKILL") };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
