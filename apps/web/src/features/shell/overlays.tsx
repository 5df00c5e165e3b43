import { lazy, Suspense } from "react";
import type { OpenOverlay, Overlay } from "./overlay.ts";

const CreateChannelDialog = lazy(async () => ({
  default: (await import("../channels/create-channel-dialog.tsx")).CreateChannelDialog,
}));
const BrowseChannelsDialog = lazy(async () => ({
  default: (await import("../channels/browse-channels-dialog.tsx")).BrowseChannelsDialog,
}));
const NewMessageDialog = lazy(async () => ({
  default: (await import("../people/new-message-dialog.tsx")).NewMessageDialog,
}));
const AddPeopleDialog = lazy(async () => ({
  default: (await import("../people/add-people-dialog.tsx")).AddPeopleDialog,
}));
const InvitePeopleDialog = lazy(async () => ({
  default: (await import("../people/invite-people-dialog.tsx")).InvitePeopleDialog,
}));
const JumpDialog = lazy(async () => ({
  default: (await import("../palette/jump-dialog.tsx")).JumpDialog,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("../palette/shortcuts-dialog.tsx")).ShortcutsDialog,
}));

export type OverlaysProps = {
  overlay: Overlay | null;
  onOverlay(overlay: Overlay | null): void;
};

/** The dialog over the shell. Each comes with its own code when it is first opened. */
export function Overlays({ overlay, onOverlay }: OverlaysProps) {
  if (overlay === null) return null;
  return (
    <Suspense fallback={null}>
      <OneOverlay overlay={overlay} onClose={() => onOverlay(null)} onOpen={onOverlay} />
    </Suspense>
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
  }
}
