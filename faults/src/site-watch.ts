import type { History } from "./contract.ts";
import { watchLog } from "./node-log.ts";
import type { Site } from "./site.ts";

const lookEveryMs = 1_000;

/** Someone who keeps an eye on a site's processes. */
export interface SiteWatch {
  /** What the nodes logged as errors so far, and how often. */
  errors: Map<string, number>;
  /** Looks a last time. */
  stop(): void;
}

/** Writes down what each node's log complains of. */
export function watchSite({ nodes }: Site, history: Pick<History, "write">): SiteWatch {
  const errors = new Map<string, number>();
  const logs = nodes.map(({ name, logFile }) => ({ name, log: watchLog(logFile) }));

  function lookAtLogs(): void {
    for (const { name, log } of logs) {
      const findings = log.look();
      for (const text of findings.complaints)
        history.write({ type: "complaint", node: name, text });
      for (const text of findings.leaks) history.write({ type: "leak", node: name, text });
      for (const [message, count] of findings.errors)
        errors.set(message, (errors.get(message) ?? 0) + count);
    }
  }

  const timer = setInterval(lookAtLogs, lookEveryMs);
  return {
    errors,
    stop() {
      clearInterval(timer);
      lookAtLogs();
    },
  };
}
