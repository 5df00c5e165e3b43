import { type ReactNode, type Ref, Suspense, useImperativeHandle, useMemo, useRef } from "react";
import { useConnection, useMe, type useTimeline, useUnread } from "../../state/use-workspace.ts";
import { nearbyPart, PartBoundary } from "../../ui/lazy-part.tsx";
import type { Editing } from "./editing.ts";
import { EarlierUnread, FloatingDay, JumpToLatest } from "./floating-notes.tsx";
import { RowView } from "./row-view.tsx";
import { type Row, startsBeyond, toRows, toWaitingMessages } from "./rows.ts";
import { TimelineContext } from "./timeline-context.ts";
import type { Target, TimelineHandle } from "./timeline-handle.ts";
import { useMessageTools } from "./use-message-tools.ts";
import { useReadMarking } from "./use-read-marking.ts";
import { useReadingLine } from "./use-reading-line.ts";
import { useScrolling } from "./use-scrolling.ts";
import { useWalking } from "./use-walking.ts";

export type MessageListProps = {
  ref?: Ref<TimelineHandle>;
  conversationId: string;
  name: string;
  timeline: ReturnType<typeof useTimeline>;
  target: Target | null;
  beginning: ReactNode;
  renderEditor(editing: Editing): ReactNode;
  onBackToComposer(): void;
};

/** The messages that are loaded, as a list of which only what is near the screen is drawn. */
export function MessageList(props: MessageListProps) {
  const { conversationId, timeline, name, target } = props;
  const { hasOlder } = timeline;
  const me = useMe()?.userId ?? "";
  const { unread } = useUnread(conversationId);
  const live = useConnection().phase === "live";
  const atEnd = useRef<() => boolean>(() => true);
  const [readUpTo, setReadUpTo] = useReadingLine(conversationId, () => atEnd.current());
  const rows = useRows(timeline, { readUpTo, me, live });
  const marking = useReadMarking(conversationId, () => scrolling.keeper);
  const walking = useWalking(rows, (key) => scrolling.keeper.reveal(key));
  const tools = useMessageTools({
    conversationId,
    onMarkUnread(seq) {
      marking.hold();
      setReadUpTo(seq - 1);
    },
    focusRow: walking.focusRow,
    onBackToComposer: props.onBackToComposer,
    renderEditor: props.renderEditor,
  });
  const kept = tools.editingId === null ? [] : [tools.editingId];
  const onSeen = marking.look;
  const scrolling = useScrolling({ conversationId, rows, timeline, target, kept, onSeen });
  const { keeper, view, highlighted } = scrolling;
  atEnd.current = keeper.isAtEnd;
  useImperativeHandle(props.ref, () => ({
    editLast: () => tools.editLast({ ...timeline, live }, keeper.reveal),
    toEnd: keeper.toEnd,
  }));

  return (
    <TimelineContext value={tools.context}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <FloatingDay moment={view.day} />
        <EarlierUnread
          shown={startsBeyond({ messages: timeline.messages, hasOlder, readUpTo })}
          count={unread}
          onGo={(byKey) => {
            scrolling.goToSeq((readUpTo ?? 0) + 1);
            if (byKey) props.onBackToComposer();
          }}
        />
        <div
          ref={scrolling.scroller}
          role="log"
          aria-label={name}
          onScroll={keeper.onScroll}
          onKeyDown={walking.onKeyDown}
          onFocus={walking.onFocus}
          onBlur={walking.onBlur}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain [overflow-anchor:none]"
        >
          <div className="flex-1" />
          <div className="relative">
            {scrolling.drawn.map((row) => (
              <RowView
                key={row.key}
                row={row}
                editing={row.key === tools.editingId}
                highlighted={row.key === highlighted}
                reachable={row.key === walking.reachableKey}
                beginning={row.kind === "beginning" ? props.beginning : null}
              />
            ))}
          </div>
        </div>
        <JumpToLatest
          shown={view.away || timeline.hasNewer}
          count={unread}
          onJump={(byKey) => {
            keeper.toEnd();
            if (byKey) props.onBackToComposer();
          }}
        />
      </div>
      {tools.deleting ? (
        <PartBoundary onMissing={tools.stopDeleting}>
          <Suspense fallback={null}>
            <DeleteMessageDialog
              message={tools.deleting}
              onClose={tools.stopDeleting}
              onDelete={tools.deleteNow}
            />
          </Suspense>
        </PartBoundary>
      ) : null}
    </TimelineContext>
  );
}

const DeleteMessageDialog = nearbyPart(
  async () => (await import("./delete-message-dialog.tsx")).DeleteMessageDialog,
);

function useRows(
  { messages, pending, hasOlder, hasNewer }: ReturnType<typeof useTimeline>,
  { readUpTo, me, live }: { readUpTo: number | null; me: string; live: boolean },
): readonly Row[] {
  return useMemo(() => {
    const waiting = toWaitingMessages(pending, live);
    return toRows({ messages, waiting, hasOlder, hasNewer, readUpTo, me });
  }, [messages, pending, hasOlder, hasNewer, readUpTo, me, live]);
}
