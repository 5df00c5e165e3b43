import { limits } from "@hallway/protocol/limits";
import { toErrorView } from "./answer.ts";

/** Needs that come together are asked for together. */
const GATHER_MS = 30;
/** What could not be fetched on a line that holds is asked for again. */
export const FETCH_AGAIN_MS = 5_000;

/** Fetches things that the screens show and the state does not hold, each once and many at a time. */
export interface NeedFetcher {
  need(ids: readonly string[]): void;
  /** After a reconnect: ask again for what was not answered, or not there. */
  retry(): void;
  close(): void;
}

export function createNeedFetcher({
  isHeld,
  fetch,
}: {
  isHeld: (id: string) => boolean;
  /** Fetches them into the state; gives the ids of those that are there. */
  fetch: (ids: readonly string[]) => Promise<readonly string[]>;
}): NeedFetcher {
  const wanted = new Set<string>();
  const asked = new Set<string>();
  const unknown = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  const fetchSome = async (ids: readonly string[]) => {
    try {
      const found = new Set(await fetch(ids));
      for (const id of ids) if (!found.has(id)) unknown.add(id);
    } catch (error) {
      const isHopeless = toErrorView(error).code === "invalid";
      for (const id of ids) (isHopeless ? unknown : wanted).add(id);
      again ??= setTimeout(() => void fetchWanted(), FETCH_AGAIN_MS);
    } finally {
      for (const id of ids) asked.delete(id);
    }
  };
  const fetchWanted = async () => {
    clearTimeout(timer);
    clearTimeout(again);
    timer = again = undefined;
    const missing = [...wanted].filter((id) => !isHeld(id));
    wanted.clear();
    for (const id of missing) asked.add(id);
    for (let start = 0; start < missing.length; start += limits.peoplePerRequest) {
      await fetchSome(missing.slice(start, start + limits.peoplePerRequest));
    }
  };
  const fetchSoon = () => {
    timer ??= setTimeout(() => void fetchWanted(), GATHER_MS);
  };

  return {
    need(ids) {
      const missing = ids.filter((id) => !isHeld(id) && !asked.has(id) && !unknown.has(id));
      for (const id of missing) wanted.add(id);
      if (missing.length > 0) fetchSoon();
    },
    retry() {
      unknown.clear();
      if (wanted.size > 0) fetchSoon();
    },
    close() {
      clearTimeout(timer);
      clearTimeout(again);
    },
  };
}
