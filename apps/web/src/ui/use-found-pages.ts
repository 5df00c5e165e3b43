import { useCallback, useEffect, useRef, useState } from "react";
import { toFormProblem } from "./form-problem.ts";

const TYPING_PAUSE_MS = 120;

/** What a query found, as far as it is loaded; `found` is null until the first answer. */
export type FoundPages<Item> = {
  found: readonly Item[] | null;
  more: boolean;
  problem: string | null;
  loadMore(): void;
  retry(): void;
};

/** Asks page by page for a query that is being typed; `ask` must be the same function for the same question. */
export function useFoundPages<Item>(
  query: string,
  ask: (page: {
    cursor?: string;
  }) => Promise<{ items: readonly Item[]; nextCursor: string | null }>,
): FoundPages<Item> {
  const [found, setFound] = useState<readonly Item[] | null>(null);
  const [next, setNext] = useState<{ cursor: string; ask: typeof ask } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const request = useRef(0);

  const load = useCallback(
    async (from: string | null) => {
      const mine = ++request.current;
      try {
        const { items, nextCursor } = await ask(from === null ? {} : { cursor: from });
        if (mine !== request.current) return;
        setFound((old) => (from === null ? items : [...(old ?? []), ...items]));
        setNext(nextCursor === null ? null : { cursor: nextCursor, ask });
        setProblem(null);
      } catch (error) {
        if (mine === request.current) setProblem(toFormProblem(error).text);
      }
    },
    [ask],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    const timer = setTimeout(() => void load(null), query === "" ? 0 : TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, query, attempt]);

  return {
    found,
    more: next !== null,
    problem,
    // What is shown may still answer an earlier question: of that there is no more.
    loadMore: () => {
      if (next?.ask === ask) void load(next.cursor);
    },
    retry: () => setAttempt((count) => count + 1),
  };
}
