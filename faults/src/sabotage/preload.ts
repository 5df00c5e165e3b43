import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { applyEdits } from "./sabotage.ts";
import { sabotageCalled } from "./sabotages.ts";

/**
 * Loaded before the server (`node --import`), it builds the faults that `HALLWAY_SABOTAGE` names into the server's source
 * while it is read. The files themselves stay as they are. A sabotage that no longer fits its file ends the process.
 */
const server = join(import.meta.dirname, "../../../apps/server/src");
const { HALLWAY_SABOTAGE: names } = process.env;

if (names) {
  const edits = names.split(",").flatMap((name) => sabotageCalled(name).edits);
  const sources = new Map<string, string>();
  for (const [file, own] of Map.groupBy(edits, ({ file }) => file)) {
    const path = join(server, file);
    sources.set(pathToFileURL(path).href, applyEdits(readFileSync(path, "utf8"), own));
  }
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const source = sources.get(url);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
