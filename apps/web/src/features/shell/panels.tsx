import { lazy, Suspense } from "react";
import type { ConversationPanel } from "../conversation/conversation-header.tsx";

const MembersPanel = lazy(async () => ({
  default: (await import("../people/members-panel.tsx")).MembersPanel,
}));
const DetailsPanel = lazy(async () => ({
  default: (await import("../channels/details-panel.tsx")).DetailsPanel,
}));

export type PanelsProps = {
  conversationId: string;
  panel: ConversationPanel | null;
  onClose(): void;
  onAddPeople(): void;
};

/** What stands beside the conversation. */
export function Panels({ conversationId, panel, onClose, onAddPeople }: PanelsProps) {
  if (panel === null) return null;
  return (
    <Suspense
      fallback={<div className="w-(--panel-width) shrink-0 border-l border-line phone:hidden" />}
    >
      {panel === "members" ? (
        <MembersPanel
          key={conversationId}
          conversationId={conversationId}
          onClose={onClose}
          onAddPeople={onAddPeople}
        />
      ) : (
        <DetailsPanel key={conversationId} conversationId={conversationId} onClose={onClose} />
      )}
    </Suspense>
  );
}
