import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One file of the project: its path from the root, with slashes, and its text. */
export type SourceFile = { path: string; text: string };

const folders = [
  "apps/server/src",
  "apps/web/src",
  "packages",
  "e2e",
  "bench",
  "faults",
  "prisma",
  "scripts",
];
const passedOver = new Set(["node_modules", "generated", "dist", "migrations", "test-results"]);

/** Reads every TypeScript file that the rules of the house are about. */
export function readSources(root: string): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (passedOver.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
