import { matchName } from "../../ui/match-name.ts";
import type { AnswerTo } from "./use-answer.ts";

/**
 * The channels of an answer that can be picked. While the answer is one to fewer letters, those that the further letters
 * leave: whoever types on and presses Enter means none of the others.
 */
export function stillMeant<Channel extends { name: string }>(
  answer: AnswerTo<{ channels: readonly Channel[] }> | null,
  query: string,
): readonly Channel[] {
  if (!answer) return [];
  const { channels } = answer.data;
  return answer.query === query
    ? channels
    : channels.filter(({ name }) => matchName(name, query) !== null);
}
