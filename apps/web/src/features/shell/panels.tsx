import { Suspense } from "react";
import { nearbyPart, PartBoundary } from "../../ui/lazy-part.tsx";
import type { ConversationPanel } from "../conversation/conversation-header.tsx";

const MembersPanel = nearbyPart(
  async () => (await import("../people/members-panel.tsx")).MembersPanel,
);
const DetailsPanel = nearbyPart(
  async () => (await import("../channels/details-panel.tsx")).DetailsPanel,
);

export type PanelsProps = {
  conversationId: string;
  panel: ConversationPanel | null;
  onClose(): void;
  onAddPeople(): void;
};

/** What stands beside the conversation; where there is no room for three columns, it lies over it. */
export function Panels({ conversationId, panel, onClose, onAddPeople }: PanelsProps) {
  if (panel === null) return null;
  return (
    <div className="flex max-[959px]:absolute max-[959px]:inset-y-0 max-[959px]:right-0 max-[959px]:z-20 max-[959px]:shadow-3 phone:contents">
      <PartBoundary onMissing={onClose}>
        <Suspense
          fallback={
            <div className="w-(--panel-width) shrink-0 border-l border-line phone:hidden" />
          }
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
      </PartBoundary>
    </div>
  );
}
