/** A dialog over the shell; at most one is open. */
export type Overlay =
  | { kind: "create-channel" }
  | { kind: "browse-channels" }
  | { kind: "new-message" }
  | { kind: "invite" }
  | { kind: "jump" }
  | { kind: "shortcuts" }
  | { kind: "sign-out" }
  | { kind: "add-people"; conversationId: string };

export type OpenOverlay = (overlay: Overlay) => void;
