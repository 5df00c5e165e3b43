import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "./free-port.ts";

/** Hallway as an operator runs it: a process of its own. */
export interface HallwayProcess {
  url: string;
  pid: number;
  signal(signal: NodeJS.Signals): void;
  /** The code it ends with; null when a signal ended it. */
  exitCode: Promise<number | null>;
  /** Everything it has written so far. */
  output(): string;
}

const MAIN = join(import.meta.dirname, "../main.ts");

/** Resolves when it says that it is ready. */
export async function runHallway(env: Record<string, string>): Promise<HallwayProcess> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
      PORT: port,
      SIGN_UP: "open",
      RATE_LIMITS: "off",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const exitCode = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await ready(child, lines);
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    signal: (signal) => void child.kill(signal),
    exitCode,
    output: () => lines.join("\n"),
  };
}

function ready(child: ChildProcess, lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      if (!input) continue;
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        if (line.startsWith("Hallway is ready")) resolve();
      });
    }
    child.once("exit", (code) =>
      reject(new Error(`Hallway ended with ${code}: ${lines.join("\n")}`)),
    );
  });
}
