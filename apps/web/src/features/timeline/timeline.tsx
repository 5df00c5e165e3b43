import type { ReactNode, Ref } from "react";
import { useActions, useConversationTitle, useTimeline } from "../../state/use-workspace.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { MessageList, type MessageListProps } from "./message-list.tsx";
import type { Target, TimelineHandle } from "./timeline-handle.ts";
import "./timeline.css";

export type TimelineProps = {
  ref?: Ref<TimelineHandle>;
  conversationId: string;
  /** A message that the address names: it is brought into view and lit up. */
  target: Target | null;
  /** Stands above the first message. */
  beginning: ReactNode;
  renderEditor: MessageListProps["renderEditor"];
  /** Editing that began in the composer goes back there. */
  onBackToComposer(): void;
};

/** The messages of a conversation, newest last. */
export function Timeline(props: TimelineProps) {
  const { conversationId } = props;
  const actions = useActions();
  const title = useConversationTitle(conversationId);
  const timeline = useTimeline(conversationId);
  const name = `Messages in ${title}`;
  const empty = timeline.messages.length === 0 && timeline.pending.length === 0;

  if (empty && timeline.phase === "failed") {
    return (
      <div className="flex min-h-0 flex-1 items-center justify-center">
        <ErrorState
          title="The messages did not load"
          text={timeline.error?.message ?? "Check your connection and try again."}
          onRetry={() => void actions.loadLatest(conversationId)}
        />
      </div>
    );
  }
  if (empty && timeline.phase === "loading") {
    return (
      <div
        role="log"
        aria-label={name}
        aria-busy="true"
        className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden px-5 py-4 phone:px-3.5"
      >
        <SkeletonRows rows={8} kind="messages" label="Loading messages" />
      </div>
    );
  }
  return <MessageList key={conversationId} {...props} name={name} timeline={timeline} />;
}
