import { Counter, Histogram, type Registry } from "prom-client";

/** Up to here a person feels nothing; a second is where they look again. */
const ANSWER_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** The most in one batch is 256. */
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** What is counted as it happens. Labels are bound once: finding them anew would cost more than counting. */
export function defineCounts(registry: Registry) {
  const registers = [registry];
  const commands = new Counter({
    name: "hallway_commands_total",
    help: "Commands and account requests answered, by name and outcome (ok or the failure's code).",
    labelNames: ["command", "outcome"],
    registers,
  });
  const answers = new Histogram({
    name: "hallway_command_seconds",
    help: "From a command's arrival to its answer, by the class of its limit; class send is the acknowledgement of a message.",
    labelNames: ["class"],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const batches = new Counter({
    name: "hallway_send_batches_total",
    help: "Transactions of sends, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  const synced = new Counter({
    name: "hallway_synced_rooms_total",
    help: "Rooms brought up to date by sync: with the changes that were missed, from the start, or gone.",
    labelNames: ["kind"],
    registers,
  });
  const turnedAway = new Counter({
    name: "hallway_turned_away_total",
    help: "Handshakes that were refused, by reason.",
    labelNames: ["reason"],
    registers,
  });
  return {
    commands: remembered((command: string, outcome: string) => commands.labels(command, outcome)),
    answers: remembered((limit: string) => answers.labels(limit)),
    batches: { committed: batches.labels("committed"), failed: batches.labels("failed") },
    batchSeconds: new Histogram({
      name: "hallway_send_batch_seconds",
      help: "From the start of a batch of sends to its commit.",
      buckets: ANSWER_SECONDS,
      registers,
    }),
    batchSize: new Histogram({
      name: "hallway_send_batch_jobs",
      help: "Sends that shared one commit.",
      buckets: BATCH_SIZES,
      registers,
    }),
    synced: {
      changes: synced.labels("changes"),
      reset: synced.labels("reset"),
      gone: synced.labels("gone"),
    },
    turnedAway: remembered((reason: string) => turnedAway.labels(reason)),
    readersCut: new Counter({
      name: "hallway_slow_readers_cut_total",
      help: "Connections closed because their reader did not keep up.",
      registers,
    }),
  };
}

/** Keeps what was made for the same words. */
function remembered<Child>(
  make: (first: string, second: string) => Child,
): (first: string, second?: string) => Child {
  const known = new Map<string, Map<string, Child>>();
  return (first, second = "") => {
    const row = known.get(first) ?? new Map<string, Child>();
    known.set(first, row);
    const child = row.get(second) ?? make(first, second);
    row.set(second, child);
    return child;
  };
}
