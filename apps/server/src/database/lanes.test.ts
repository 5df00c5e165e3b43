import { expect, test, vi } from "vitest";
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

test("what arrives in one turn goes together, what comes meanwhile goes in the next batch, in order", async () => {
  const { lanes, batches, open } = stage();
  const early = ["a", "b"].map((job) => lanes.add("room", job));
  await vi.waitFor(() => expect(batches).toEqual([["a", "b"]]));
  const late = ["c", "d", "e", "f"].map((job) => lanes.add("room", job));
  open();
  expect(await Promise.all([...early, ...late])).toEqual(
    ["a", "b", "c", "d", "e", "f"].map((job) => `${job} done`),
  );
  expect(batches).toEqual([["a", "b"], ["c", "d", "e"], ["f"]]);
});

test("a full lane refuses at once and forgets nobody", async () => {
  const { lanes, open } = stage({ queueMax: 2 });
  const taken = ["a", "b"].map((job) => lanes.add("room", job));
  expect(() => lanes.add("room", "c")).toThrow("full");
  open();
  expect(await Promise.all(taken)).toEqual(["a done", "b done"]);
});

test("a batch is no heavier than it may be, and a job that is goes alone", async () => {
  const { lanes, batches, open } = stage({ weight: { of: (job) => job.length, max: 4 } });
  const all = ["aa", "bb", "c", "ddddddd", "e"].map((job) => lanes.add("room", job));
  open();
  await Promise.all(all);
  expect(batches).toEqual([["aa", "bb"], ["c"], ["ddddddd"], ["e"]]);
});

test("what a batch leaves for later happens when all have their answers", async () => {
  const heard: string[] = [];
  const { lanes } = stage({
    runBatch: async (jobs, later) => {
      later(() => heard.push(`told ${jobs}`));
      return jobs.map(done);
    },
  });
  const answered = ["a", "b"].map(async (job) => heard.push(await lanes.add("room", job)));
  await Promise.all(answered);
  await vi.waitFor(() => expect(heard).toEqual(["a done", "b done", "told a,b"]));
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

test("a database that is away is asked once for all, those included who still wait", async () => {
  let asked = 0;
  const { lanes } = stage({
    batchMax: 2,
    async runBatch() {
      asked++;
      throw Object.assign(new Error("no connection"), { code: "P1001" });
    },
  });
  const results = await Promise.allSettled(["a", "b", "c"].map((job) => lanes.add("room", job)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(asked).toBe(1);
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
