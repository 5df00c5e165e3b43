import type { Refusal } from "@hallway/protocol";
import type { Context } from "../context.ts";
import type { ConnectionQuotas } from "./connection-quotas.ts";
import type { HallwaySocket } from "./hallway-socket.ts";
import { tooFast } from "./rate-limits.ts";
import { endSocket } from "./standing-review.ts";

/**
 * Answers what comes too fast over one connection with the time to wait, before anyone is asked about it; whoever goes on
 * all the same is closed. How often a person may run which command is counted apart (rate-limits.ts).
 */
export function limitEvents(
  { quotas, context }: { quotas: ConnectionQuotas; context: Pick<Context, "metrics" | "logger"> },
  socket: HallwaySocket,
): void {
  socket.use((event, next) => {
    const { waitMs, isEnough } = quotas.countEvent(socket.conn);
    if (waitMs === 0) return next();
    if (!isEnough) return answer(event, waitMs);
    context.metrics.turnedAway("rate_limited");
    context.logger.warn(
      { userId: socket.data.userId },
      "closed a connection that kept on flooding",
    );
    endSocket(socket, FLOODING);
    socket.conn.close();
  });
}

const FLOODING: Refusal = {
  code: "rate_limited",
  message: "This connection asked for far too much at once and was closed.",
  retryInMs: 10_000,
};

/** What has no acknowledgement is dropped without a word. */
function answer(event: readonly unknown[], waitMs: number): void {
  const ack = event.find((argument) => typeof argument === "function");
  if (ack) ack({ ok: false, error: tooFast(waitMs).view });
}
