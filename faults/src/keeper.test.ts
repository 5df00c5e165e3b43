import { expect, it, vi } from "vitest";
import { createKeeper } from "./keeper.ts";
import type { Ending, ManagedProcess } from "./managed-process.ts";

/** A process that ends when it is told to, or when the test lets it crash. */
function pretendProcess(): ManagedProcess & { crash(): void } {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let runs = true;
  function end(ending: Ending): void {
    runs = false;
    resolve(ending);
  }
  return {
    pid: 1,
    running: () => runs,
    ended: promise,
    signal: (signal) => signal !== "SIGCONT" && end({ code: null, signal }),
    crash: () => end({ code: 1, signal: null }),
  };
}

it("starts what ended unasked again, and leaves alone what was told to end", async () => {
  const processes: ReturnType<typeof pretendProcess>[] = [];
  const keeper = createKeeper(() => {
    const started = pretendProcess();
    processes.push(started);
    return started;
  }, 1);

  keeper.start();
  processes[0]?.crash();
  await vi.waitFor(() => expect(processes).toHaveLength(2));
  expect(keeper.order()).toBeUndefined();

  await keeper.end("SIGTERM");
  expect(keeper.current()?.running()).toBe(false);
  expect(keeper.order()?.signal).toBe("SIGTERM");
  expect(processes).toHaveLength(2);

  keeper.start();
  keeper.start();
  expect(processes).toHaveLength(3);
  expect(keeper.order()).toBeUndefined();
  processes[2]?.crash();
  await keeper.end("SIGKILL");
  expect(processes).toHaveLength(3);
});

it("starts nothing once all is over", async () => {
  const processes: ReturnType<typeof pretendProcess>[] = [];
  let isOver = false;
  const keeper = createKeeper(
    () => {
      const started = pretendProcess();
      processes.push(started);
      return started;
    },
    1,
    () => isOver,
  );
  keeper.start();
  isOver = true;
  processes[0]?.crash();
  await keeper.end("SIGTERM");
  keeper.start();
  expect(processes).toHaveLength(1);
});
