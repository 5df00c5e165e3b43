import type { Site } from "../site.ts";
import type { SiteNode } from "../site-node.ts";
import { type Fault, nodeNames, nothingMore, numberIn } from "./fault.ts";

const hourMs = 3_600_000;

export const nodeFaults: Fault[] = [
  {
    name: "node-kill",
    targets: nodeNames,
    lasts: [500, 6_000],
    choose: () => ({}),
    async strike({ site }, { target }) {
      const node = nodeCalled(site, target);
      await node.kill("SIGKILL");
      return () => node.start();
    },
  },
  {
    name: "node-stop",
    targets: nodeNames,
    lasts: [5_000, 30_000],
    choose: () => ({}),
    async strike({ site }, { target }) {
      const node = nodeCalled(site, target);
      node.stop();
      return async () => node.cont();
    },
  },
  {
    name: "rolling-restart",
    targets: () => ["nodes"],
    lasts: [1_000, 2_000],
    choose: () => ({}),
    async strike({ site }) {
      for (const node of site.nodes) {
        await node.kill("SIGTERM");
        await node.start();
      }
      return nothingMore;
    },
  },
  {
    name: "clock-jump",
    targets: nodeNames,
    lasts: [5_000, 20_000],
    choose: (random) => ({ offsetMs: random.pick([-hourMs, hourMs]) }),
    async strike({ site }, { target, detail }) {
      const node = nodeCalled(site, target);
      node.setClock(numberIn(detail, "offsetMs"));
      return async () => node.setClock(0);
    },
  },
];

function nodeCalled(site: Site, name: string): SiteNode {
  const node = site.nodes.find((one) => one.name === name);
  if (!node) throw new Error(`The site has no ${name}`);
  return node;
}
