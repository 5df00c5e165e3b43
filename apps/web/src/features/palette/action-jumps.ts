import type { MeView } from "@hallway/protocol";
import type { Jump } from "./use-destinations.ts";

/** What the palette can have done by the shell. */
export type JumpActions = {
  createChannel(): void;
  browseChannels(): void;
  newMessage(): void;
  invite(): void;
  shortcuts(): void;
};

export type ActionContext = {
  slug: string;
  can: MeView["can"] | undefined;
  navigate(path: string): void;
};

/** What can be done from the palette: only what I may. */
export function toActionJumps(actions: JumpActions, context: ActionContext): readonly Jump[] {
  const { slug, can, navigate } = context;
  return [
    action("New message", actions.newMessage),
    action("Browse channels", actions.browseChannels),
    ...(can?.createChannels ? [action("Create channel", actions.createChannel)] : []),
    ...(can?.invite ? [action("Invite people", actions.invite)] : []),
    ...(can?.administer
      ? [action("Workspace admin", () => navigate(`/${slug}/admin/overview`))]
      : []),
    action("Settings", () => navigate(`/${slug}/settings/profile`)),
    action("Keyboard shortcuts", actions.shortcuts),
  ];
}

function action(title: string, run: () => void): Jump {
  return { key: title, kind: "action", title, detail: "", recency: 0, unread: false, run };
}
