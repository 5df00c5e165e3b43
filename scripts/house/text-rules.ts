import type { SourceFile } from "./source-files.ts";

/** A thing that may be written in few places only. */
export type TextRule = {
  covers(path: string): boolean;
  pattern: RegExp;
  instead: string;
};

const server = "apps/server/src/";
const web = "apps/web/src/";

export const textRules: TextRule[] = [
  {
    covers: (path) => path.startsWith(server) && path !== `${server}config.ts`,
    pattern: /\bprocess\.env\b/,
    instead: "Only config.ts reads the environment: add the setting there and take a Config.",
  },
  {
    covers: (path) => path.startsWith(server) && path !== `${server}database/client.ts`,
    pattern: /\bnew PrismaClient\b/,
    instead: "Only database/client.ts connects: take a Database.",
  },
  {
    covers: (path) => path.startsWith(web) && path !== `${web}realtime/connection.ts`,
    pattern: /(?<![\w.])io\(/,
    instead: "Only realtime/connection.ts opens a socket: use the connection it gives.",
  },
  {
    covers: (path) => /^(apps|packages)\//.test(path) && !path.endsWith(".test.ts"),
    pattern: /\bas (any|unknown as)\b|@ts-(ignore|expect-error|nocheck)/,
    instead: "Parse what comes from outside and describe what is inside: no way around the types.",
  },
  {
    covers: (path) => /^(apps|packages)\/.*\.test\.tsx?$|^e2e\//.test(path),
    pattern: /waitForTimeout\(|\b(it|test|describe)\.(only|skip|todo|fixme)\b/,
    instead:
      "No test sleeps, is skipped, or keeps the others from running: wait for what shall happen.",
  },
];

/** File names that say nothing: such a file collects what belongs to nouns. */
export function isDrawer(path: string): boolean {
  return /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.tsx?$)/.test(path);
}

/** The line of a file's first match, counted from one. */
export function lineOf({ text }: SourceFile, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at < 0 ? undefined : text.slice(0, at).split("\n").length;
}
