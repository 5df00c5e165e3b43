export const ASKS_EVERY_MS = 1_000;
/** Who has been in the dark for so long asks less often, for the battery's sake. */
export const IMPATIENT_FOR_MS = 120_000;
export const ASKS_LATER_EVERY_MS = 5_000;

/**
 * Asks until it is stopped, each time anew: a question that was swallowed keeps none from being asked. `onAnswer` is told
 * whether an earlier one is without an answer.
 */
export function askUntilAnswered(
  ask: () => Promise<boolean>,
  onAnswer: (wasShut: boolean) => void,
): () => void {
  const since = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const askOnce = (isFirst: boolean) => {
    void ask().then((isAnswered) => {
      if (isAnswered && !isOver) onAnswer(!isFirst);
    });
    const isImpatient = Date.now() - since < IMPATIENT_FOR_MS;
    timer = setTimeout(() => askOnce(false), isImpatient ? ASKS_EVERY_MS : ASKS_LATER_EVERY_MS);
  };
  askOnce(true);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
