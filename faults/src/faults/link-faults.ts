import type { Deployment } from "../contract.ts";
import type { Direction, ProxyMode } from "../proxy-mode.ts";
import type { Random } from "../random.ts";
import type { Site } from "../site.ts";
import type { Chosen, Link } from "../switchboard.ts";
import { between, type Detail, type Fault, nodeNames, numberIn } from "./fault.ts";

const resetEveryMs = 500;

/** What the network between any two parts can do. */
export const linkFaults: Fault[] = [
  linkFault({
    name: "latency",
    lasts: [5_000, 20_000],
    choose: (random) => ({ ms: between(random, 20, 300), jitterMs: between(random, 0, 200) }),
    mode: (detail) => ({
      kind: "latency",
      ms: numberIn(detail, "ms"),
      jitterMs: numberIn(detail, "jitterMs"),
    }),
  }),
  linkFault({
    name: "hold",
    lasts: [3_000, 25_000],
    choose: () => ({}),
    mode: () => ({ kind: "hold" }),
  }),
  linkFault({
    name: "blackhole",
    lasts: [3_000, 25_000],
    choose: () => ({}),
    mode: () => ({ kind: "blackhole", direction: "both" }),
  }),
  linkFault({
    name: "drop-one-way",
    lasts: [3_000, 15_000],
    choose: (random) => ({ direction: random.pick<Direction>(["up", "down"]) }),
    mode: (detail) => ({ kind: "blackhole", direction: directionIn(detail) }),
  }),
  linkFault({
    name: "close-after",
    lasts: [3_000, 12_000],
    choose: (random) => ({
      direction: random.pick<Direction>(["up", "down"]),
      bytes: between(random, 1, 20_000),
    }),
    mode: (detail) => ({
      kind: "close-after",
      direction: directionIn(detail),
      bytes: numberIn(detail, "bytes"),
    }),
  }),
  {
    name: "refuse",
    targets: linkNames,
    lasts: [1_000, 10_000],
    choose: () => ({}),
    async strike({ site }, { target }) {
      const link = linkCalled(site, target);
      await link.set({ kind: "refuse" });
      await link.reset();
      return () => link.set({ kind: "pass" });
    },
  },
  {
    name: "reset",
    targets: linkNames,
    lasts: [100, 6_000],
    choose: shareOfConnections,
    async strike({ site }, { target, detail, random }) {
      const link = linkCalled(site, target);
      const strike = () => link.reset(chosenBy(random, detail));
      await strike();
      const timer = setInterval(strike, resetEveryMs);
      return async () => clearInterval(timer);
    },
  },
];

type LinkFaultPlan = Pick<Fault, "name" | "lasts" | "choose"> & {
  mode(detail: Detail): ProxyMode;
};

/** A mode of the proxy for a while, for a share of the connections. */
function linkFault({ name, lasts, choose, mode }: LinkFaultPlan): Fault {
  return {
    name,
    targets: linkNames,
    lasts,
    choose: (random) => ({ ...choose(random), ...shareOfConnections(random) }),
    async strike({ site }, { target, detail, random }) {
      const link = linkCalled(site, target);
      await link.set(mode(detail), chosenBy(random, detail));
      return () => link.set({ kind: "pass" });
    },
  };
}

function shareOfConnections(random: Random): Detail {
  return { share: random.pick([0.2, 0.5, 1, 1]) };
}

const seeds = 2 ** 31;

function chosenBy(random: Random, detail: Detail): Chosen {
  return { share: numberIn(detail, "share"), seed: random.below(seeds) };
}

function linkNames(deployment: Deployment): string[] {
  const nodes = nodeNames(deployment);
  const doors = nodes.map((node) => `client-${node}`);
  if (deployment === "embedded") return doors;
  return [...doors, ...nodes.flatMap((node) => [`${node}-postgres`, `${node}-redis`])];
}

function linkCalled(site: Site, name: string): Link {
  const link = site.links.find((one) => one.name === name);
  if (!link) throw new Error(`The site has no link ${name}`);
  return link;
}

function directionIn(detail: Detail): Direction {
  return detail.direction === "up" ? "up" : "down";
}
