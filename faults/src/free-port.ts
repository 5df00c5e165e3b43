import { createServer } from "node:net";

/**
 * Below the range from which systems give outgoing connections their ports, so that nobody takes the port of a server
 * while it is down.
 */
const lowest = 11_000;
const highest = 32_000;

const given = new Set<number>();

/** A port that is free and will still be so when its server comes back; never the same one twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
