import { readFileSync } from "node:fs";

const watchEveryMs = 250;

/**
 * Calls back once when the npm that runs this script is gone. npm passes a signal to its shell only, and a shell that
 * dies of it leaves its child running: without this, stopping `npm start` from outside would not stop Hallway.
 */
export function whenNpmEnds(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    callback();
  }, watchEveryMs);
  watch.unref();
  // Who has been told to end needs no second telling, which would mean: at once.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => clearInterval(watch));
}

/** The parent of another process, where the system shows it. */
function parentOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
