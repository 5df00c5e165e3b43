import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import type { LogLevel } from "./config.ts";

/**
 * JSON lines on standard output (docs/operations.md). Features log what happened and ids, never content; what slips
 * through all the same (a token in a link, an address in a driver's error) is taken out of the finished line.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    serializers: { err: describeError },
    redact: { paths: SECRET_PATHS, censor: REDACTED },
    hooks: {
      logMethod(entry, log) {
        const [subject, ...words] = entry;
        // Without words of ours pino would take the error's own, unabridged.
        log.apply(this, words.length === 0 && isAboutError(subject) ? [subject, "failed"] : entry);
      },
      streamWrite: (line) => escapeForTerminals(withoutSecrets(line)),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function isAboutError(subject: unknown): boolean {
  if (subject instanceof Error) return true;
  return typeof subject === "object" && subject !== null && "err" in subject;
}

interface ErrorDescription {
  type: string;
  message: string;
  code?: string;
  stack: string;
  cause?: ErrorDescription;
}

/**
 * What an error says of the program, not of its input: errors of the database carry whole rows beside the message, and
 * Prisma's repeat the arguments of the call.
 */
export function describeError(error: unknown): unknown {
  return error instanceof Error ? describe(error, 0) : error;
}

function describe(error: Error, depth: number): ErrorDescription {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const cause = error.cause instanceof Error && depth < MAX_CAUSES ? error.cause : undefined;
  return {
    type: error.name,
    message: briefly(error.message, code),
    ...(code === undefined ? {} : { code }),
    stack: framesOf(error),
    ...(cause ? { cause: describe(cause, depth + 1) } : {}),
  };
}

/** The last line is where Prisma says what went wrong; PostgreSQL's data exceptions (class 22) quote the value. */
function briefly(message: string, code: string | undefined): string {
  const line =
    message
      .split("\n")
      .filter((part) => part.trim() !== "")
      .at(-1)
      ?.trim() ?? "";
  const isDataException = /^22/.test(code ?? "") || /Code: `22/.test(line);
  return (isDataException ? line.replace(/"[^"]*"/g, '"…"') : line).slice(0, MAX_MESSAGE);
}

/** The stack without its first lines, which repeat the message. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .join("\n");
}

const MAX_CAUSES = 3;
const MAX_FRAMES = 20;
const MAX_MESSAGE = 500;

const REDACTED = "[redacted]";
const SECRET_NAMES = ["cookie", "authorization", "password", "token", "secret", "text", "email"];
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Links that let in whoever has them, session cookies, bearer tokens, passwords in addresses, and mail addresses. */
const SECRETS: readonly [RegExp, string][] = [
  [/(\/invite\/|[?&;]token=|\/reset-password\/)[^\s"'\\/&?]+/gi, `$1${REDACTED}`],
  [/(session_token=|bearer\s+)[^\s"'\\;,]+/gi, `$1${REDACTED}`],
  [/(:\/\/)[^\s"'\\/@]+@/g, `$1${REDACTED}@`],
  [/[^\s"'\\<>()[\]:;,@]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi, "[e-mail]"],
];

function withoutSecrets(line: string): string {
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), line);
}

/** JSON escapes the first control characters alone; terminals also obey the second set, and turn text around. */
function escapeForTerminals(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
