import * as fc from "fast-check";
import { inject } from "vitest";

/** How far a fuzz or model run goes. */
export interface Extent {
  seed: number;
  /** Frames, requests or runs. */
  count: number;
  minutes: number;
}

declare module "vitest" {
  interface ProvidedContext {
    /** What `npm run fuzz` was asked for; the gate provides nothing. */
    extent?: Extent;
  }
}

/** What was asked for on the command line, or else the gate's bounded run, which starts where all its properties start. */
export function extentOr(gate: Omit<Extent, "seed">): Extent {
  return inject("extent") ?? { seed: fc.readConfigureGlobal().seed ?? 0, ...gate };
}
