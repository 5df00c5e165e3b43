import type { Fault } from "./fault.ts";
import { linkFaults } from "./link-faults.ts";
import { nodeFaults } from "./node-faults.ts";
import { peopleFaults } from "./people-faults.ts";
import { serverFaults } from "./server-faults.ts";

/** Everything the nemesis can do. */
export const allFaults: readonly Fault[] = [
  ...nodeFaults,
  ...linkFaults,
  ...serverFaults,
  ...peopleFaults,
];

/** The faults of these names; throws a sentence for one that there is not. */
export function faultsCalled(names: readonly string[]): Fault[] {
  return names.map((name) => {
    const fault = allFaults.find((one) => one.name === name);
    if (fault) return fault;
    const known = allFaults.map((one) => one.name).join(", ");
    throw new Error(`There is no fault "${name}": ${known}`);
  });
}
