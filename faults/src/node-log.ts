import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** What a log says that concerns us. */
export interface LogFindings {
  /** Lines that must never be there. */
  complaints: string[];
  /** Lines that hold what people wrote, or what would let somebody in. */
  leaks: string[];
  /** How often each message was logged as an error. */
  errors: Map<string, number>;
}

/** Reads what a node has logged since the last look. */
export function watchLog(file: string): { look(): LogFindings } {
  let position = 0;
  let rest = "";
  return {
    look() {
      const bytes = readFrom(file, position);
      position += bytes.length;
      const lines = (rest + bytes.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      return findingsIn(lines);
    },
  };
}

const neverWords =
  /unhandled ?(promise)? ?rejection|unhandled 'error' event|uncaught ?exception|out of memory/i;
/** A message's own token (load-text.ts), a password or address of ours (load-world.ts), a session, an invitation. */
const secretWords =
  /\[c\d+\.\d+\]|nothing is certain here|@faults\.example|session_token=[\w%.-]|\/invite\/\w/;
const errorLevel = 50;
const fatalLevel = 60;

/** Sorts log lines, which are JSON objects with a `level` and a `msg`, or a crash's plain words. */
export function findingsIn(lines: string[]): LogFindings {
  const errors = new Map<string, number>();
  const complaints = lines.filter((line) => {
    const { level, message } = parse(line);
    if (level >= errorLevel) errors.set(message, (errors.get(message) ?? 0) + 1);
    return level >= fatalLevel || neverWords.test(line);
  });
  const leaks = lines.filter((line) => secretWords.test(line));
  const shown = (found: string[]) => found.map((line) => line.slice(0, 500));
  return { complaints: shown(complaints), leaks: shown(leaks), errors };
}

function parse(line: string): { level: number; message: string } {
  if (!line.startsWith("{")) return { level: 0, message: line };
  try {
    const { level, msg, err }: { level?: unknown; msg?: unknown; err?: { message?: unknown } } =
      JSON.parse(line);
    const words = [msg, err?.message].filter((word) => typeof word === "string");
    return {
      level: typeof level === "number" ? level : 0,
      message: [...new Set(words)].join(": ").slice(0, 200),
    };
  } catch {
    return { level: 0, message: line };
  }
}

function readFrom(file: string, position: number): Buffer {
  const descriptor = openSync(file, "a+");
  try {
    const length = Math.max(0, fstatSync(descriptor).size - position);
    const bytes = Buffer.alloc(length);
    const read = readSync(descriptor, bytes, 0, length, position);
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}
