import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** The part of the address after `?`: what a list is narrowed to and sorted by. Null takes a part away. */
export function useAddressQuery(): [
  URLSearchParams,
  (change: Record<string, string | null>) => void,
] {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (parts: Record<string, string | null>) => {
      setQuery((current) => withParts(current, parts), { replace: true });
    },
    [setQuery],
  );
  return [query, change];
}

/** The choice that a text names, if it names one. */
export function oneOf<Choice extends string>(
  text: string | null,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === text);
}

function withParts(query: URLSearchParams, parts: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return next;
}
