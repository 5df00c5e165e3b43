import { Suspense, useEffect } from "react";
import { fetchNearbyParts, nearbyPart, PartBoundary } from "../../ui/lazy-part.tsx";
import type { OpenOverlay, Overlay } from "./overlay.ts";

const CreateChannelDialog = nearbyPart(
  async () => (await import("../channels/create-channel-dialog.tsx")).CreateChannelDialog,
);
const BrowseChannelsDialog = nearbyPart(
  async () => (await import("../channels/browse-channels-dialog.tsx")).BrowseChannelsDialog,
);
const NewMessageDialog = nearbyPart(
  async () => (await import("../people/new-message-dialog.tsx")).NewMessageDialog,
);
const AddPeopleDialog = nearbyPart(
  async () => (await import("../people/add-people-dialog.tsx")).AddPeopleDialog,
);
const InvitePeopleDialog = nearbyPart(
  async () => (await import("../people/invite-people-dialog.tsx")).InvitePeopleDialog,
);
const JumpDialog = nearbyPart(async () => (await import("../palette/jump-dialog.tsx")).JumpDialog);
const ShortcutsDialog = nearbyPart(
  async () => (await import("../palette/shortcuts-dialog.tsx")).ShortcutsDialog,
);
const SignOutDialog = nearbyPart(
  async () => (await import("../sidebar/sign-out-dialog.tsx")).SignOutDialog,
);

/** By then the first screen is drawn. */
const PRELOAD_AFTER_MS = 2_500;

export type OverlaysProps = {
  overlay: Overlay | null;
  onOverlay(overlay: Overlay | null): void;
};

/** The dialog over the shell. Each comes with its own code, all ahead of time. */
export function Overlays({ overlay, onOverlay }: OverlaysProps) {
  usePreloading();
  if (overlay === null) return null;
  return (
    <PartBoundary onMissing={() => onOverlay(null)}>
      <Suspense fallback={null}>
        <OneOverlay overlay={overlay} onClose={() => onOverlay(null)} onOpen={onOverlay} />
      </Suspense>
    </PartBoundary>
  );
}

type OneOverlayProps = { overlay: Overlay; onClose(): void; onOpen: OpenOverlay };

function OneOverlay({ overlay, onClose, onOpen }: OneOverlayProps) {
  switch (overlay.kind) {
    case "create-channel":
      return <CreateChannelDialog onClose={onClose} />;
    case "browse-channels":
      return (
        <BrowseChannelsDialog
          onClose={onClose}
          onCreate={() => onOpen({ kind: "create-channel" })}
        />
      );
    case "new-message":
      return <NewMessageDialog onClose={onClose} />;
    case "add-people":
      return <AddPeopleDialog conversationId={overlay.conversationId} onClose={onClose} />;
    case "invite":
      return <InvitePeopleDialog onClose={onClose} />;
    case "jump":
      return (
        <JumpDialog
          onClose={onClose}
          actions={{
            createChannel: () => onOpen({ kind: "create-channel" }),
            browseChannels: () => onOpen({ kind: "browse-channels" }),
            newMessage: () => onOpen({ kind: "new-message" }),
            invite: () => onOpen({ kind: "invite" }),
            shortcuts: () => onOpen({ kind: "shortcuts" }),
          }}
        />
      );
    case "shortcuts":
      return <ShortcutsDialog onClose={onClose} />;
    case "sign-out":
      return <SignOutDialog onClose={onClose} />;
  }
}

/** What is opened by a key must be there when the next key is pressed, and what is opened offline must be there at all. */
function usePreloading(): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchNearbyParts(), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}
