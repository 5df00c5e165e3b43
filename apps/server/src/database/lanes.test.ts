import { expect, test } from "vitest";
import { createLanes, type LaneOptions, type Outcome } from "./lanes.ts";

/** Lanes whose batches wait until the test lets them go. */
function stage(options: Partial<LaneOptions<string, string>> = {}) {
  const batches: string[][] = [];
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const lanes = createLanes<string, string>({
    lanes: 1,
    batchMax: 3,
    queueMax: 5,
    async runBatch(jobs) {
      batches.push([...jobs]);
      await gate;
      return jobs.map(done);
    },
    full: () => new Error("full"),
    ...options,
  });
  return { lanes, batches, open: () => open?.() };
}

function done(job: string): Outcome<string> {
  return { result: `${job} done` };
}

test("a lone job goes at once; those that come meanwhile go together, in order", async () => {
  const { lanes, batches, open } = stage();
  const all = ["a", "b", "c", "d", "e"].map((job) => lanes.add("room", job));
  expect(batches).toEqual([["a"]]);
  open();
  expect(await Promise.all(all)).toEqual(["a done", "b done", "c done", "d done", "e done"]);
  expect(batches).toEqual([["a"], ["b", "c", "d"], ["e"]]);
});

test("a full lane refuses at once and forgets nobody", async () => {
  const { lanes, open } = stage({ queueMax: 2 });
  const taken = ["a", "b", "c"].map((job) => lanes.add("room", job));
  expect(() => lanes.add("room", "d")).toThrow("full");
  open();
  expect(await Promise.all(taken)).toEqual(["a done", "b done", "c done"]);
});

test("each job has its own outcome", async () => {
  const { lanes } = stage({
    runBatch: async (jobs) =>
      jobs.map((job) => (job === "bad" ? { error: new Error("bad") } : done(job))),
  });
  const results = await Promise.allSettled(["a", "bad", "c"].map((job) => lanes.add("room", job)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a batch that breaks is tried one by one: only the bad job fails", async () => {
  const { lanes } = stage({
    async runBatch(jobs) {
      if (jobs.includes("poison")) throw new Error("broken");
      return jobs.map(done);
    },
  });
  const jobs = ["first", "a", "poison", "b"].map((job) => lanes.add("room", job));
  const results = await Promise.allSettled(jobs);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
});

test("a database that is away is asked once for all", async () => {
  let asked = 0;
  const { lanes } = stage({
    async runBatch(jobs) {
      asked++;
      if (jobs.includes("first")) return jobs.map(done);
      throw Object.assign(new Error("no connection"), { code: "P1001" });
    },
  });
  const results = await Promise.allSettled(
    ["first", "a", "b", "c"].map((job) => lanes.add("room", job)),
  );
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
    "rejected",
  ]);
  expect(asked).toBe(2);
});

test("a lane works again after an error", async () => {
  let broken = true;
  const { lanes } = stage({
    async runBatch(jobs) {
      if (broken) throw new Error("broken");
      return jobs.map(done);
    },
  });
  await expect(lanes.add("room", "a")).rejects.toThrow("broken");
  broken = false;
  expect(await lanes.add("room", "b")).toBe("b done");
});
