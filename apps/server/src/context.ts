import type { Logger } from "pino";
import type { Accounts } from "./auth/accounts.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/client.ts";
import type { DiskSpace } from "./disk-space.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { SendLanes } from "./messages/send-lanes.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { MarkLanes } from "./read-state/mark-lanes.ts";
import type { Bus } from "./realtime/bus.ts";
import type { Endings } from "./realtime/endings.ts";
import type { Presence } from "./realtime/presence.ts";
import type { Publisher } from "./realtime/publish.ts";
import type { RateLimits } from "./realtime/rate-limits.ts";
import type { RoomGate } from "./realtime/room-gate.ts";
import type { SharedCounts } from "./realtime/shared-counts.ts";
import type { Traffic } from "./realtime/traffic.ts";
import type { Typing } from "./realtime/typing.ts";

/** What the features share; made once in `createApp`. */
export interface Context {
  config: Config;
  logger: Logger;
  database: Database;
  /** The line to the other nodes. */
  bus: Bus;
  /** Limits that the nodes count together; null where there are no others. */
  counts: SharedCounts | null;
  publisher: Publisher;
  gate: RoomGate;
  endings: Endings;
  presence: Presence;
  typing: Typing;
  accounts: Accounts;
  mailer: Mailer;
  limits: RateLimits;
  metrics: Metrics;
  /** The commands under way. */
  traffic: Traffic;
  disk: DiskSpace;
  /** Where messages wait for their shared commit. */
  sends: SendLanes;
  /** The same for read pointers. */
  marks: MarkLanes;
  /** Parse every answer with its contract: on in development and under test, where a leaked field shall fail. */
  checkOutput: boolean;
}
