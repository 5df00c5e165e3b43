import type { History } from "./contract.ts";
import type { Site } from "./site.ts";

/** Writes down what each node that serves needs when its garbage has been collected. */
export async function noteMemory(
  { site, history }: { site: Pick<Site, "nodes">; history: Pick<History, "write"> },
  when: "before" | "after",
): Promise<void> {
  for (const node of site.nodes) {
    const memory = await node.memory();
    if (memory) history.write({ type: "memory", node: node.name, when, ...memory });
  }
}
