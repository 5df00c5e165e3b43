import { Suspense, useEffect } from "react";
import { lazyPart, PartBoundary } from "../../ui/lazy-part.tsx";
import type { OpenOverlay, Overlay } from "./overlay.ts";

const CreateChannelDialog = lazyPart(
  async () => (await import("../channels/create-channel-dialog.tsx")).CreateChannelDialog,
);
const BrowseChannelsDialog = lazyPart(
  async () => (await import("../channels/browse-channels-dialog.tsx")).BrowseChannelsDialog,
);
const loadNewMessageDialog = () => import("../people/new-message-dialog.tsx");
const NewMessageDialog = lazyPart(async () => (await loadNewMessageDialog()).NewMessageDialog);
const AddPeopleDialog = lazyPart(
  async () => (await import("../people/add-people-dialog.tsx")).AddPeopleDialog,
);
const InvitePeopleDialog = lazyPart(
  async () => (await import("../people/invite-people-dialog.tsx")).InvitePeopleDialog,
);
const loadJumpDialog = () => import("../palette/jump-dialog.tsx");
const JumpDialog = lazyPart(async () => (await loadJumpDialog()).JumpDialog);
const ShortcutsDialog = lazyPart(
  async () => (await import("../palette/shortcuts-dialog.tsx")).ShortcutsDialog,
);

const SignOutDialog = lazyPart(
  async () => (await import("../sidebar/sign-out-dialog.tsx")).SignOutDialog,
);

/** By then the first screen is drawn. */
const PRELOAD_AFTER_MS = 2_500;

export type OverlaysProps = {
  overlay: Overlay | null;
  onOverlay(overlay: Overlay | null): void;
};

/** The dialog over the shell. Each comes with its own code, those that keys open ahead of time. */
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

/** What is opened by a key must be there when the next key is pressed. */
function usePreloading(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Offline: each is asked for again when it is opened.
      void Promise.allSettled([loadJumpDialog(), loadNewMessageDialog()]);
    }, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}
