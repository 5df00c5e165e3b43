import { IMPATIENT_FOR_MS } from "./connection-state.ts";

export const ASKS_EVERY_MS = 1_000;
export const ASKS_LATER_EVERY_MS = 5_000;
/** So many questions without an answer, and the way is shut. */
const ENOUGH_QUESTIONS = 3;

/**
 * Asks until it is stopped, each time anew: a question that was swallowed keeps none from being asked. Tells when nobody has
 * answered for two seconds, and of every answer, and whether it is not the first question's.
 */
export function askUntilAnswered(
  ask: () => Promise<boolean>,
  { onSilence, onAnswer }: { onSilence: () => void; onAnswer: (wasShut: boolean) => void },
): () => void {
  const since = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const askAgain = (asked: number) => {
    void ask().then((isAnswered) => {
      if (isAnswered && !isOver) onAnswer(asked > 1);
    });
    const isImpatient = Date.now() - since < IMPATIENT_FOR_MS;
    const pause = isImpatient ? ASKS_EVERY_MS : ASKS_LATER_EVERY_MS;
    timer = setTimeout(() => askAgain(asked + 1), pause);
    if (asked === ENOUGH_QUESTIONS) onSilence();
  };
  askAgain(1);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
