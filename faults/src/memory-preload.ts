import { readFileSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { NodeMemory } from "./contract.ts";

/**
 * Loaded into a node before its own code: on SIGUSR2, while the file named by `HALLWAY_FAULTS_MEMORY` lies there empty,
 * collects all garbage and writes into it, as JSON, what memory the process needs then.
 */
const file = process.env.HALLWAY_FAULTS_MEMORY;

if (file) {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  process.on("SIGUSR2", () => {
    if (!isAsked(file)) return;
    // Buffers are freed behind the first; the second waits for that.
    collectGarbage();
    collectGarbage();
    writeFileSync(file, JSON.stringify(readMemory()));
  });
}

function isAsked(path: string): boolean {
  try {
    return readFileSync(path, "utf8") === "";
  } catch {
    return false;
  }
}

function readMemory(): NodeMemory {
  const { heapUsed, external, rss } = process.memoryUsage();
  return { liveBytes: heapUsed + external, residentBytes: rss };
}
