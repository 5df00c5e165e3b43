import { useRef, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { showToast } from "../../ui/toasts.ts";
import { type Loaded, useLoaded } from "../../ui/use-loaded.ts";

/** Some rows of a long list, and what was said about the whole of it. */
export type Page<Row, Facts> = { rows: Row[]; nextCursor: string | null; facts: Facts };

export type Pages<Row, Facts> = Loaded<Page<Row, Facts>> & {
  /** Null when everything is here. */
  loadMore: (() => void) | null;
  loadingMore: boolean;
  /** What is shown answers another question than the one asked now. */
  stale: boolean;
};

/** A list that comes a page at a time. `reload` fetches as many rows as are shown. */
export function usePages<Row, Facts>(
  load: (cursor: string | undefined) => Promise<Page<Row, Facts>>,
  key: string,
): Pages<Row, Facts> {
  const held = useRef({ key, count: 0 });
  const [loadingMore, setLoadingMore] = useState(false);
  const loaded = useLoaded(async () => {
    const wanted = held.current.key === key ? held.current.count : 0;
    const page = await loadAtLeast(load, wanted);
    held.current = { key, count: page.rows.length };
    return { ...page, key };
  }, key);

  async function loadMore(cursor: string) {
    setLoadingMore(true);
    try {
      const next = await load(cursor);
      loaded.change((page) => {
        if (page.nextCursor !== cursor) return page;
        const rows = [...page.rows, ...next.rows];
        held.current = { key, count: rows.length };
        return { ...next, rows, key };
      });
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    } finally {
      setLoadingMore(false);
    }
  }

  const cursor = loaded.data?.nextCursor ?? null;
  return {
    ...loaded,
    change: (update) => loaded.change((page) => ({ ...page, ...update(page) })),
    stale: loaded.data !== undefined && loaded.data.key !== key,
    loadingMore,
    loadMore: cursor === null ? null : () => void loadMore(cursor),
  };
}

async function loadAtLeast<Row, Facts>(
  load: (cursor: string | undefined) => Promise<Page<Row, Facts>>,
  count: number,
): Promise<Page<Row, Facts>> {
  let page = await load(undefined);
  while (page.nextCursor !== null && page.rows.length < count) {
    const next = await load(page.nextCursor);
    page = { ...next, rows: [...page.rows, ...next.rows] };
  }
  return page;
}
