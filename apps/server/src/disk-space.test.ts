import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { type DiskSpace, watchDiskSpace } from "./disk-space.ts";

const GB = 1024 ** 3;
const MB = 1024 ** 2;

let disk: DiskSpace;
afterEach(() => disk.close());

function watch(
  volume: { freeBytes: number; totalBytes: number },
  databaseUrl: string | null = null,
) {
  disk = watchDiskSpace({
    config: { dataDir: "/nowhere", databaseUrl },
    logger: pino({ level: "silent" }),
    measure: async () => ({ ...volume }),
  });
}

test.each([
  ["a large volume", { totalBytes: 500 * GB, freeBytes: 1 * GB }, false],
  ["a large volume", { totalBytes: 500 * GB, freeBytes: 1 * GB - 1 }, true],
  ["a small volume", { totalBytes: 10 * GB, freeBytes: 0.5 * GB }, false],
  ["a small volume", { totalBytes: 10 * GB, freeBytes: 0.5 * GB - 1 }, true],
  ["a tiny volume", { totalBytes: 200 * MB, freeBytes: 64 * MB - 1 }, true],
])("%s with %o is low: %s", async (_what, volume, low) => {
  watch(volume);
  await disk.look();
  expect(disk.last()).toMatchObject({ low });
});

test("G40: messages are refused below the floor, retryable, and taken again when there is room", async () => {
  const volume = { totalBytes: 500 * GB, freeBytes: 10 * MB };
  watch(volume);
  await disk.look();
  expect(() => disk.requireRoom()).toThrow(
    expect.objectContaining({
      view: expect.objectContaining({ code: "unavailable", retryInMs: 30_000 }),
    }),
  );
  volume.freeBytes = 100 * GB;
  await disk.look();
  expect(() => disk.requireRoom()).not.toThrow();
});

test("a database elsewhere is not ours to protect", async () => {
  watch({ totalBytes: 500 * GB, freeBytes: 10 * MB }, "postgresql://db/hallway");
  await disk.look();
  expect(() => disk.requireRoom()).not.toThrow();
});

test("a volume that cannot be asked holds nobody up", async () => {
  disk = watchDiskSpace({
    config: { dataDir: "/nowhere", databaseUrl: null },
    logger: pino({ level: "silent" }),
    measure: () => Promise.reject(new Error("ENOSYS")),
  });
  await disk.look();
  expect(disk.last()).toBeNull();
  expect(() => disk.requireRoom()).not.toThrow();
});

test("a volume that does not answer is asked once: a few such questions would take all of Node's threads", async () => {
  vi.useFakeTimers();
  const measure = vi.fn(() => new Promise<never>(() => undefined));
  disk = watchDiskSpace({
    config: { dataDir: "/nowhere", databaseUrl: "postgresql://db/hallway" },
    logger: pino({ level: "silent" }),
    measure,
  });
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect(measure).toHaveBeenCalledTimes(1);
});
