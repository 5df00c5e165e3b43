import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useActions, useScrollPlace, type useTimeline } from "../../state/use-workspace.ts";
import { showToast } from "../../ui/toasts.ts";
import type { Row } from "./rows.ts";
import { type Scene, ScrollKeeper, type ScrollView } from "./scroll-keeper.ts";
import { type Bounds, spanOf } from "./span.ts";
import type { Target } from "./timeline-handle.ts";

const HIGHLIGHTED_MS = 2_600;
/** What could not be loaded at an edge that is still near is asked for again. */
const LOAD_AGAIN_MS = 3_000;
const NOT_SHOWN = {
  missing: "That message is not here any more.",
  failed: "That message did not load. Check your connection and try again.",
};

export type ScrollingInput = {
  conversationId: string;
  rows: readonly Row[];
  timeline: ReturnType<typeof useTimeline>;
  target: Target | null;
  kept: readonly string[];
  onSeen(): void;
};

/** Ties the scroll keeper to what is drawn: where it begins, what it loads, what it lights up. */
export function useScrolling(input: ScrollingInput) {
  const { conversationId, rows, target } = input;
  const actions = useActions();
  const [view, setView] = useState<ScrollView>({ away: false, day: null });
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const [, setBounds] = useState<Bounds | null>(null);
  const place = useScrollPlace(conversationId);
  // A message that the address names is stronger than where the conversation was left.
  const [left] = useState(target === null ? place : undefined);
  const scene = useScene(input, { setView, setHighlighted, setBounds });
  const [keeper] = useState(() => new ScrollKeeper(scene, left));
  const scroller = useRef<HTMLDivElement>(null);
  const span = spanOf(rows, keeper.bounds);

  useLayoutEffect(() => keeper.look(scene));
  useLayoutEffect(() => keeper.attach(scroller.current), [keeper]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is what it settles.
  useLayoutEffect(() => keeper.settle(), [keeper, rows, span.start, span.end]);

  const goTo = useCallback(
    async (wanted: string | number) => {
      keeper.goTo(typeof wanted === "string" ? { id: wanted } : { seq: wanted });
      if (!keeper.isOnItsWay()) return;
      const found = await actions.loadAround(conversationId, wanted);
      if (typeof found === "number") return;
      keeper.stay();
      showToast({ text: NOT_SHOWN[found] });
    },
    [actions, conversationId, keeper],
  );

  useEffect(() => {
    if (target !== null) void goTo(target.id);
  }, [goTo, target]);
  useEffect(() => {
    if (left?.atEnd === false && keeper.isOnItsWay()) {
      void actions.loadAround(conversationId, left.seq);
    }
  }, [actions, conversationId, keeper, left]);

  const { error } = input.timeline;
  useEffect(() => {
    if (error === null) return;
    const timer = setTimeout(() => keeper.settle(), LOAD_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [error, keeper]);

  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHTED_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);

  return {
    keeper,
    scroller,
    view,
    drawn: rows.slice(span.start, span.end),
    highlighted,
    goToSeq: (seq: number) => void goTo(seq),
  };
}

type Setters = {
  setView(update: (view: ScrollView) => ScrollView): void;
  setHighlighted(key: string): void;
  setBounds(bounds: Bounds): void;
};

function useScene(
  { conversationId, rows, timeline, target, kept, onSeen }: ScrollingInput,
  { setView, setHighlighted, setBounds }: Setters,
): Scene {
  const actions = useActions();
  return {
    rows,
    hasOlder: timeline.hasOlder,
    hasNewer: timeline.hasNewer,
    kept,
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
    onBounds: setBounds,
  };
}
