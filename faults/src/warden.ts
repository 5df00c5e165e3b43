import { spawn } from "node:child_process";
import { join } from "node:path";

/** Sees to it that nothing we started outlives us, however we end. */
export interface Warden {
  /** Kill this process when we are gone. */
  watch(pid: number): void;
  /** It has ended. */
  forget(pid: number): void;
  /** Kill the process whose number stands in the first line of this file. */
  watchPidFile(file: string): void;
  /** Remove this folder, and what is mounted on it, last of all. */
  watchFolder(folder: string): void;
  /** We have cleaned up ourselves. */
  dismiss(): void;
  /** Do it now. */
  release(): void;
  /** Whether it was dismissed or released: nothing shall be started any more. */
  isOver(): boolean;
}

/** Starts a small process of its own that hears of our end because its input ends. */
export function startWarden(): Warden {
  const child = spawn(process.execPath, [join(import.meta.dirname, "warden-process.ts")], {
    stdio: ["pipe", "ignore", "inherit"],
    detached: true,
  });
  child.unref();
  child.stdin.on("error", () => undefined);
  let isOver = false;
  function tell(order: string): void {
    child.stdin.write(`${order}\n`);
  }
  function end(): void {
    isOver = true;
    child.stdin.end();
  }
  return {
    watch: (pid) => tell(`watch ${pid}`),
    forget: (pid) => tell(`forget ${pid}`),
    watchPidFile: (file) => tell(`pid-file ${file}`),
    watchFolder: (folder) => tell(`folder ${folder}`),
    dismiss() {
      tell("dismiss");
      end();
    },
    release: end,
    isOver: () => isOver,
  };
}
