import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useActions, useScrollPlace, type useTimeline } from "../../state/use-workspace.ts";
import { showToast } from "../../ui/toasts.ts";
import { grewAtStart, type Row } from "./rows.ts";
import { type Scene, ScrollKeeper, type ScrollView } from "./scroll-keeper.ts";
import type { Target } from "./timeline-handle.ts";

const HIGHLIGHTED_MS = 2_600;

export type ScrollingInput = {
  conversationId: string;
  rows: readonly Row[];
  timeline: ReturnType<typeof useTimeline>;
  target: Target | null;
  onSeen(): void;
};

/** Ties the scroll keeper to what is drawn: where it begins, what it loads, what it lights up. */
export function useScrolling(input: ScrollingInput) {
  const { conversationId, rows, target } = input;
  const actions = useActions();
  const [view, setView] = useState<ScrollView>({ away: false, day: null });
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const place = useScrollPlace(conversationId);
  const firstPlace = useRef(place);
  const scene = useScene(input, setView, setHighlighted);
  const [keeper] = useState(() => new ScrollKeeper(scene));
  const rowsBefore = useRef<readonly Row[]>([]);
  const shift = useMemo(() => grewAtStart(rowsBefore.current, rows), [rows]);

  useLayoutEffect(() => keeper.look(scene));
  useLayoutEffect(() => keeper.begin(firstPlace.current), [keeper]);
  useLayoutEffect(() => {
    rowsBefore.current = rows;
    keeper.rowsChanged();
  }, [keeper, rows]);

  const goTo = useCallback(
    async (wanted: string | number) => {
      keeper.goTo(typeof wanted === "string" ? { id: wanted } : { seq: wanted });
      if (keeper.isOnItsWay() && (await actions.loadAround(conversationId, wanted)) === null) {
        keeper.stay();
        showToast({ text: "That message is not here any more." });
      }
    },
    [actions, conversationId, keeper],
  );

  useEffect(() => {
    if (target !== null) void goTo(target.id);
  }, [goTo, target]);

  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHTED_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);

  return { keeper, view, shift, highlighted, goToSeq: (seq: number) => void goTo(seq) };
}

function useScene(
  { conversationId, rows, timeline, target, onSeen }: ScrollingInput,
  setView: (update: (view: ScrollView) => ScrollView) => void,
  setHighlighted: (key: string) => void,
): Scene {
  const actions = useActions();
  return {
    rows,
    hasOlder: timeline.hasOlder,
    hasNewer: timeline.hasNewer,
    loadOlder: () => void actions.loadOlder(conversationId),
    loadNewer: () => void actions.loadNewer(conversationId),
    loadLatest: () => void actions.loadLatest(conversationId),
    rememberPlace: (place) => actions.rememberPlace(conversationId, place),
    onSeen,
    onArrive(row) {
      if (row.key === target?.id) setHighlighted(row.key);
    },
    onView: (next) =>
      setView((view) => (view.away === next.away && view.day === next.day ? view : next)),
  };
}
