import { useCallback, useEffect, useRef, useState } from "react";
import { toFormProblem } from "./form-problem.ts";

export type Loaded<Data> = {
  /** The last that arrived; it stays while newer data is on its way. */
  data: Data | undefined;
  /** Why the last attempt failed, in a sentence. */
  problem: string | null;
  busy: boolean;
  /** Loads again; what is shown stays. */
  reload(): void;
  /** Changes what is shown, e.g. after an action whose answer is the new state. */
  change(update: (data: Data) => Data): void;
};

/** Loads something when `key` changes or when asked; of two answers the later question wins. */
export function useLoaded<Data>(load: () => Promise<Data>, key: string): Loaded<Data> {
  const [data, setData] = useState<Data | undefined>(undefined);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const latest = useRef(load);
  const question = useRef(0);
  useEffect(() => {
    latest.current = load;
  });

  const ask = useCallback(async () => {
    const mine = ++question.current;
    setBusy(true);
    try {
      const answer = await latest.current();
      if (mine !== question.current) return;
      setData(answer);
      setProblem(null);
    } catch (error) {
      if (mine === question.current) setProblem(toFormProblem(error).text);
    } finally {
      if (mine === question.current) setBusy(false);
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another question.
  useEffect(() => {
    void ask();
    return () => {
      question.current += 1;
    };
  }, [ask, key]);

  const reload = useCallback(() => void ask(), [ask]);
  const change = useCallback((update: (data: Data) => Data) => {
    setData((current) => (current === undefined ? current : update(current)));
  }, []);
  return { data, problem, busy, reload, change };
}
