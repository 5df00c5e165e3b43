import { createReadStream, createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { History, HistoryLine, Written } from "./contract.ts";

/** Opens a new history; the folder is made when it is not there. */
export function createHistory(file: string): History {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: "w" });
  const began = performance.now();
  let broken: Error | null = null;
  stream.on("error", (error) => {
    broken = error;
  });
  return {
    file,
    write(line) {
      const at = Math.round((performance.now() - began) * 100) / 100;
      stream.write(`${JSON.stringify({ at, wall: Date.now(), ...line })}\n`);
    },
    close: () =>
      new Promise((resolve, reject) => {
        if (broken) reject(broken);
        stream.end(() => (broken ? reject(broken) : resolve()));
      }),
  };
}

/** The lines of a history in the order in which they were written; a last one that was cut short is left out. */
export async function readHistory(file: string): Promise<Written<HistoryLine>[]> {
  const lines: Written<HistoryLine>[] = [];
  let cut: string | null = null;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    if (cut !== null) throw new Error(`${file}: line ${lines.length + 1} is none: ${cut}`);
    const line = parseLine(text);
    if (line) lines.push(line);
    else cut = text.slice(0, 200);
  }
  return lines;
}

function parseLine(text: string): Written<HistoryLine> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    return null;
  }
}

/** Histories are written by this very file, so the frame of a line is proof enough. */
function isLine(value: unknown): value is Written<HistoryLine> {
  return (
    typeof value === "object" &&
    value !== null &&
    "at" in value &&
    typeof value.at === "number" &&
    "type" in value &&
    typeof value.type === "string"
  );
}
