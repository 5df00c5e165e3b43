import { posix } from "node:path";
import type { SourceFile } from "./source-files.ts";

/** One import of a file: what it names, resolved to a path from the root where it names a file of ours. */
export type Import = { target: string; line: number };

const pattern =
  /^\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/** Lists what a file imports, types included: knowing a type is knowing the room it lives in. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(pattern)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    return {
      target: name.startsWith(".") ? posix.join(posix.dirname(path), name) : name,
      line: text.slice(0, match.index + match[0].length).split("\n").length,
    };
  });
}
