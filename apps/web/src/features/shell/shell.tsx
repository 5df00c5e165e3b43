import type { WorkspaceSummary } from "@hallway/protocol";
import { useEffect, useMemo, useState } from "react";
import { useParams } from "react-router";
import { useConnection } from "../../state/use-workspace.ts";
import { useIsPhone } from "../../ui/media-query.ts";
import type { ConversationPanel } from "../conversation/conversation-header.tsx";
import { Sidebar } from "../sidebar/sidebar.tsx";
import type { SidebarActions } from "../sidebar/sidebar-actions.ts";
import { ConversationScreen } from "./conversation-screen.tsx";
import { EndedPage } from "./ended-page.tsx";
import { NoConversation } from "./no-conversation.tsx";
import type { OpenOverlay } from "./overlay.ts";
import { Overlays } from "./overlays.tsx";
import { Rail } from "./rail.tsx";
import { StatusRegion } from "./status-region.tsx";
import { useOverlay } from "./use-overlay.ts";
import { useShellKeys } from "./use-shell-keys.ts";
import { useTabBadge } from "./use-tab-badge.ts";

/** Rail, sidebar and conversation, and the dialogs over them. One column at a time on a phone. */
export function Shell({ workspaces }: { workspaces: readonly WorkspaceSummary[] }) {
  const { conversationId } = useParams();
  const phone = useIsPhone();
  const connection = useConnection();
  const [overlay, setOverlay] = useOverlay();
  const [panel, setPanel] = useState<ConversationPanel | null>(null);
  const actions = useSidebarActions(setOverlay);
  useTabBadge();
  useShellKeys({ panel, onPanel: setPanel, onOverlay: setOverlay });
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone a panel would cover the next conversation.
  useEffect(() => {
    if (phone) setPanel(null);
  }, [phone, conversationId]);
  if (connection.phase === "ended") return <EndedPage refusal={connection.refusal} />;

  const listShown = !phone || conversationId === undefined;
  const conversationShown = !phone || conversationId !== undefined;
  return (
    <div className="relative flex h-dvh overflow-hidden bg-surface">
      {listShown ? (
        <>
          <Rail workspaces={workspaces} />
          <Sidebar actions={actions} status={<StatusRegion />} />
        </>
      ) : null}
      {conversationShown && conversationId !== undefined ? (
        <ConversationScreen
          conversationId={conversationId}
          panel={panel}
          onPanel={setPanel}
          onOverlay={setOverlay}
        />
      ) : null}
      {conversationId === undefined ? <NoConversation visible={!phone} /> : null}
      <Overlays overlay={overlay} onOverlay={setOverlay} />
    </div>
  );
}

function useSidebarActions(open: OpenOverlay): SidebarActions {
  return useMemo(
    () => ({
      onCreateChannel: () => open({ kind: "create-channel" }),
      onBrowseChannels: () => open({ kind: "browse-channels" }),
      onNewMessage: () => open({ kind: "new-message" }),
      onInvite: () => open({ kind: "invite" }),
      onJump: () => open({ kind: "jump" }),
      onShortcuts: () => open({ kind: "shortcuts" }),
      onSignOut: () => open({ kind: "sign-out" }),
    }),
    [open],
  );
}
