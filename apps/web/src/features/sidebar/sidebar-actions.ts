/** What the sidebar can ask the shell to open. */
export type SidebarActions = {
  onCreateChannel(): void;
  onBrowseChannels(): void;
  onNewMessage(): void;
  onInvite(): void;
  onJump(): void;
  onShortcuts(): void;
  /** Something was not sent and would be lost. */
  onSignOut(): void;
};
