/** Long enough that flying past is not reading. */
export const SEEN_AFTER_MS = 250;

/** Marks what has been on the screen for a moment. */
export type ReadMarker = {
  /** Something may have been seen. */
  look(): void;
  stop(): void;
};

/** At the end what comes is read as it comes; elsewhere it is read when the timeline has come to rest. */
export function createReadMarker({
  isAtEnd,
  mark,
}: {
  isAtEnd(): boolean;
  mark(): void;
}): ReadMarker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }
  return {
    look() {
      if (timer !== undefined && isAtEnd()) return;
      stop();
      timer = setTimeout(() => {
        stop();
        mark();
      }, SEEN_AFTER_MS);
    },
    stop,
  };
}
