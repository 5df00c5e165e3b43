import { useEffect, useRef, useState } from "react";

const TYPING_PAUSE_MS = 90;

/** An answer, and what it answers. */
export type AnswerTo<Data> = { query: string; data: Data };

/**
 * What the server answers to what is being typed: asked for when typing pauses, kept while the next answer is on its way.
 * `null` asks for nothing and forgets. A refusal or a broken line simply suggests nothing.
 */
export function useAnswer<Data>(
  query: string | null,
  ask: (query: string) => Promise<Data>,
): AnswerTo<Data> | null {
  const [answer, setAnswer] = useState<AnswerTo<Data> | null>(null);
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const idle = query === null;
  useEffect(() => {
    if (query === null) return;
    let current = true;
    const timer = setTimeout(() => {
      latestAsk.current(query).then(
        (data) => {
          if (current) setAnswer({ query, data });
        },
        () => {
          if (current) setAnswer(null);
        },
      );
    }, TYPING_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query]);
  useEffect(() => {
    if (idle) setAnswer(null);
  }, [idle]);
  return idle ? null : answer;
}
