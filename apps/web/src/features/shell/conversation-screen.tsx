import { type ComponentProps, useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useParams } from "react-router";
import {
  useActions,
  useConversation,
  useConversationTitle,
  useLoading,
  useOpening,
  useParticipation,
  useWorkspaceView,
} from "../../state/use-workspace.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useIsPhone, useMediaQuery } from "../../ui/media-query.ts";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { MessageEditor } from "../composer/message-editor.tsx";
import { Beginning } from "../conversation/beginning.tsx";
import {
  ConversationHeader,
  type ConversationPanel,
  MissingHeader,
} from "../conversation/conversation-header.tsx";
import { JoinBar } from "../conversation/join-bar.tsx";
import { MissingConversation } from "../conversation/missing-conversation.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import type { TimelineHandle } from "../timeline/timeline-handle.ts";
import type { OpenOverlay } from "./overlay.ts";
import { Panels } from "./panels.tsx";
import { StatusRegion } from "./status-region.tsx";
import { useConversationTab } from "./use-tab-badge.ts";

export type ConversationScreenProps = {
  conversationId: string;
  panel: ConversationPanel | null;
  onPanel(panel: ConversationPanel | null): void;
  onOverlay: OpenOverlay;
};

/** A conversation: who and what it is, its messages, where to write, and what stands beside it. */
export function ConversationScreen(props: ConversationScreenProps) {
  const { conversationId, panel, onPanel, onOverlay } = props;
  const phone = useIsPhone();
  const actions = useActions();
  const opening = useOpening(conversationId);
  // Open for as long as it is the place, also where nothing is to be seen: that may change.
  useEffect(() => {
    actions.openConversation(conversationId);
    return () => actions.closeConversation(conversationId);
  }, [actions, conversationId]);
  useConversationTab(useConversationTitle(conversationId), useWorkspaceView()?.name);
  return (
    <>
      <main className="relative flex min-w-0 flex-1 flex-col phone:motion-slide">
        {phone ? (
          <div className="pointer-events-none absolute inset-x-0 top-(--header-height) z-20 flex justify-center pt-1.5">
            <StatusRegion />
          </div>
        ) : null}
        {opening === "missing" ? (
          <MissingHeader />
        ) : (
          <ConversationHeader
            conversationId={conversationId}
            panel={panel}
            onPanel={onPanel}
            onSearch={() => onOverlay({ kind: "jump" })}
          />
        )}
        <Content {...props} opening={opening} />
      </main>
      <Panels
        conversationId={conversationId}
        panel={opening === "missing" ? null : panel}
        onClose={() => onPanel(null)}
        onAddPeople={() => onOverlay({ kind: "add-people", conversationId })}
      />
    </>
  );
}

function Content({
  opening,
  ...props
}: ConversationScreenProps & { opening: ReturnType<typeof useOpening> }) {
  const loading = useLoading();
  const actions = useActions();
  const held = useConversation(props.conversationId) !== undefined;
  if (loading.phase === "failed") {
    const { message } = loading.error;
    return (
      <Failed title="This workspace did not load" text={message} onRetry={actions.reconnectNow} />
    );
  }
  if (opening === "missing") return <MissingConversation />;
  if (opening === "failed" && !held) {
    return (
      <Failed
        title="This conversation did not load"
        text="The server did not answer in time. Nothing is lost: try again."
        onRetry={() => {
          actions.openConversation(props.conversationId);
          actions.closeConversation(props.conversationId);
        }}
      />
    );
  }
  return <Messages {...props} />;
}

function Failed(problem: ComponentProps<typeof ErrorState>) {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <ErrorState {...problem} />
    </div>
  );
}

function Messages({ conversationId, onOverlay }: ConversationScreenProps) {
  const timeline = useRef<TimelineHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const target = useTarget();
  const ready = useLoading().phase === "ready";
  const takesPart = useParticipation(conversationId) !== undefined;
  const hasKeyboard = useMediaQuery("(hover: hover) and (pointer: fine)");
  const backToComposer = useCallback(() => composer.current?.focus(), []);
  const beginning = useMemo(
    () => (
      <Beginning
        conversationId={conversationId}
        onAddPeople={() => onOverlay({ kind: "add-people", conversationId })}
        onInvite={() => onOverlay({ kind: "invite" })}
      />
    ),
    [conversationId, onOverlay],
  );
  return (
    <>
      <Timeline
        ref={timeline}
        conversationId={conversationId}
        target={target}
        beginning={beginning}
        renderEditor={(editing) => <MessageEditor key={editing.message.id} {...editing} />}
        onBackToComposer={backToComposer}
      />
      {takesPart || !ready ? (
        <Composer
          ref={composer}
          conversationId={conversationId}
          onEditLast={() => timeline.current?.editLast()}
          onSent={() => timeline.current?.toEnd()}
          autoFocus={hasKeyboard && target === null}
        />
      ) : (
        <JoinBar conversationId={conversationId} />
      )}
    </>
  );
}

/** The message that the address names; each visit of the same address counts. */
function useTarget() {
  const { messageId } = useParams();
  const { key } = useLocation();
  return useMemo(
    () => (messageId === undefined ? null : { id: messageId, visit: key }),
    [messageId, key],
  );
}
