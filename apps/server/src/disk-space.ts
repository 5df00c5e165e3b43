import { realpath, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { fail } from "./failure.ts";

/** The room left on the volume that holds the data; looked at every few seconds. */
export interface DiskSpace {
  /** What the last look found; null where the volume cannot be asked. */
  last(): Space | null;
  /** Throws `unavailable` while a message more could be the one that stops the embedded database. */
  requireRoom(): void;
  look(): Promise<void>;
  close(): void;
}

/** `low` means below the floor: a twentieth of the volume, at most 1 GB, at least 64 MB. */
export type Space = { freeBytes: number; totalBytes: number; low: boolean };

type WatchedPlace = Pick<Config, "dataDir" | "databaseUrl">;
type MeasureVolume = (folder: string) => Promise<{ freeBytes: number; totalBytes: number }>;

const LOOK_EVERY_MS = 3_000;
const RETRY_IN_MS = 30_000;
const GIGABYTE = 1024 ** 3;
const FLOOR_LEAST = 64 * 1024 ** 2;

export function watchDiskSpace({
  config,
  logger,
  measure = measureVolume,
}: {
  config: WatchedPlace;
  logger: Logger;
  measure?: MeasureVolume;
}): DiskSpace {
  let space: Space | null = null;
  let looking: Promise<void> | null = null;

  /** A volume that hangs takes one of Node's few threads, not all of them. */
  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const found = await homeOfData(config)
      .then(measure)
      .catch(() => null);
    const now = found && { ...found, low: found.freeBytes < floorOf(found.totalBytes) };
    if (now?.low && !space?.low) logger.error(now, "The disk is almost full: messages are refused");
    if (!now?.low && space?.low) logger.info(now, "There is room on the disk again");
    space = now;
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  void look();
  return {
    last: () => space,
    requireRoom() {
      if (!space?.low || config.databaseUrl) return;
      throw fail(
        "unavailable",
        "The server's disk is full. Messages can be sent again once its admin has made room.",
        {
          retryInMs: RETRY_IN_MS,
        },
      );
    },
    look,
    close: () => clearInterval(timer),
  };
}

function floorOf(totalBytes: number): number {
  return Math.max(FLOOR_LEAST, Math.min(totalBytes / 20, GIGABYTE));
}

/** The embedded database's folder may be a link to another volume. */
async function homeOfData({ dataDir, databaseUrl }: WatchedPlace): Promise<string> {
  if (databaseUrl) return dataDir;
  return realpath(join(dataDir, "postgres")).catch(() => dataDir);
}

async function measureVolume(folder: string): Promise<{ freeBytes: number; totalBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
