import { parseArgs } from "node:util";
import { destination, type Logger } from "pino";
import { type Config, ConfigError, loadConfig } from "../config.ts";
import { EmbeddedDatabaseError } from "../database/embedded/embedded-error.ts";
import { MigrationError } from "../database/migrate.ts";
import { createLogger } from "../logging.ts";
import { whenToldToEnd } from "../told-to-end.ts";
import { BackupError } from "./backup-error.ts";
import { callOff } from "./connect.ts";

/** What the programs at the terminal are given. */
export type Terminal = {
  config: Config;
  logger: Logger;
  /** `--to`, `--from`, `--key-file`. */
  option(name: "to" | "from" | "key-file"): string | undefined;
  /** `--replace`. */
  replace: boolean;
  say(sentence: string): void;
};

/** Runs a program at the terminal; it exits with 1 and a sentence when it could not do what it was asked. */
export async function runAtTerminal(story: (terminal: Terminal) => Promise<void>): Promise<void> {
  whenToldToEnd(["SIGINT", "SIGTERM", "SIGHUP"], callOff);
  try {
    const { values } = readArguments();
    const config = loadConfig();
    const quiet = config.logLevel === "info" ? "warn" : config.logLevel;
    await story({
      config,
      logger: createLogger(quiet, destination(2)),
      option: (name) => values[name],
      replace: values.replace ?? false,
      say: (sentence) => void process.stdout.write(`${sentence}\n`),
    });
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

/** The folder of the backup to read. */
export function requireFrom({ option }: Terminal): string {
  const from = option("from");
  if (from === undefined) throw new BackupError("Say which backup: --from FOLDER.");
  return from;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        to: { type: "string" },
        from: { type: "string" },
        "key-file": { type: "string" },
        replace: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new BackupError(error instanceof Error ? error.message : String(error));
  }
}

/** What can go wrong without being our mistake is one sentence; anything else shows where it happened. */
export function sentenceFor(error: unknown): string {
  const isExpected =
    error instanceof BackupError ||
    error instanceof ConfigError ||
    error instanceof EmbeddedDatabaseError ||
    error instanceof MigrationError;
  if (isExpected) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (code === "42501") return `The database's account may not do this (${error.message}).`;
  if (/^(E[A-Z]+|3D000|28\w{3}|53\w{3})$/.test(code)) return `It did not work: ${error.message}`;
  return error.stack ?? error.message;
}
