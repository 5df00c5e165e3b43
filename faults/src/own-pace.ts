import type { History } from "./contract.ts";

const LOOK_EVERY_MS = 50;
/** Less is the usual coming and going of a thread that has much to do. */
const WORTH_NOTING_MS = 100;

/** Writes down when the harness itself stood still, for want of a processor or while it tidied its memory; call to end. */
export function watchOwnPace(history: Pick<History, "write">): () => void {
  let expectedAt = performance.now() + LOOK_EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    const tookMs = Math.round(now - expectedAt);
    if (tookMs > WORTH_NOTING_MS) history.write({ type: "late", tookMs });
    expectedAt = now + LOOK_EVERY_MS;
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
