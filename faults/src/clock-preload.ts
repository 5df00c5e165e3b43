import { readFileSync } from "node:fs";

/**
 * Loaded into a node before its own code: on SIGUSR2 its wall clock jumps to where the file named by
 * `HALLWAY_FAULTS_CLOCK` says, in milliseconds beside the true time. Clocks that never jump are left alone.
 */
const file = process.env.HALLWAY_FAULTS_CLOCK;
const TrueDate = Date;
let offsetMs = 0;

if (file) {
  read(file);
  process.on("SIGUSR2", () => read(file));
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new TrueDate(now()).toString(),
    get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
}

function now(): number {
  return TrueDate.now() + offsetMs;
}

function read(path: string): void {
  try {
    offsetMs = Number.parseInt(readFileSync(path, "utf8"), 10) || 0;
  } catch {
    offsetMs = 0;
  }
}
