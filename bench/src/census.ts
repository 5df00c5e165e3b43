import { get } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Objects that are alive in a server, after garbage was collected. */
export interface Census {
  timers: number;
  networkSockets: number;
  /** Whatever can be listened to. */
  emitters: number;
  /** Listeners are functions, and so are the callbacks of whatever waits. */
  functions: number;
  heapBytes: number;
}

/** As much as a small server gives its process: with more, garbage that nobody collects looks like growth for hours. */
const HEAP_MB = 256;

/** What a server must be started with so that it answers a census at this path. */
export function censusEnvironment(socketPath: string): Record<string, string> {
  const preload = pathToFileURL(join(import.meta.dirname, "census-server.ts")).href;
  const options = [
    `--max-old-space-size=${HEAP_MB}`,
    "--disable-warning=ExperimentalWarning",
    `--import=${preload}`,
  ];
  return { NODE_OPTIONS: options.join(" "), CENSUS_SOCKET: socketPath };
}

/** Stops the server for as long as counting takes: some hundred milliseconds. */
export function takeCensus(socketPath: string): Promise<Census> {
  return new Promise((resolve, reject) => {
    get({ socketPath, path: "/" }, async (response) => {
      const chunks = await response.toArray();
      resolve(JSON.parse(Buffer.concat(chunks).toString()) as Census);
    }).on("error", reject);
  });
}
