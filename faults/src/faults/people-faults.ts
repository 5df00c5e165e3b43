import { between, type Fault, numberIn, type Order, type Stage } from "./fault.ts";

const repeatEveryMs = 1_000;

/** What people do to each other and to themselves. */
export const peopleFaults: Fault[] = [
  {
    name: "churn",
    targets: () => ["people"],
    lasts: [3_000, 10_000],
    choose: (random) => ({ count: between(random, 2, 10) }),
    strike: (stage, order) =>
      repeatedly(order, () => stage.load.churn(numberIn(order.detail, "count"))),
  },
  {
    name: "revoke-sessions",
    targets: () => ["people"],
    lasts: [100, 4_000],
    choose: (random) => ({ count: between(random, 1, 4) }),
    strike: (stage: Stage, order) =>
      repeatedly(order, () => stage.load.revokeSessions(numberIn(order.detail, "count"))),
  },
  {
    name: "slow-readers",
    targets: () => ["people"],
    lasts: [5_000, 20_000],
    choose: (random) => ({ count: between(random, 1, 5) }),
    async strike({ load }, { plannedMs, detail }) {
      load.stallReaders(numberIn(detail, "count"), plannedMs);
      return async () => undefined;
    },
  },
];

/** Does it once a second, one at a time, until it is healed; a site that is hurt otherwise may keep it waiting. */
async function repeatedly({ plannedMs }: Order, act: () => Promise<void>) {
  const rounds = new AbortController();
  const endsAt = performance.now() + plannedMs;
  async function go(): Promise<void> {
    do {
      await act();
      await new Promise((resolve) => setTimeout(resolve, repeatEveryMs));
    } while (!rounds.signal.aborted && performance.now() < endsAt);
  }
  const done = go();
  return async () => {
    rounds.abort();
    await done;
  };
}
