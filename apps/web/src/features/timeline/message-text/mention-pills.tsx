import type { Audience } from "@hallway/markup";
import { Link } from "react-router";
import {
  useMe,
  useMember,
  useMentionedConversation,
  useWorkspaceView,
} from "../../../state/use-workspace.ts";
import { classes } from "../../../ui/classes.ts";

const PILL = "rounded-[5px] px-1 py-px font-medium";
const FOR_ME = "bg-mention-soft text-mention-text";
const FOR_OTHERS = "bg-accent-soft text-accent-text";

/** A person by name; in orange when it is me. */
export function PersonPill({ userId }: { userId: string }) {
  const member = useMember(userId);
  const me = useMe();
  return (
    <span className={classes(PILL, userId === me?.userId ? FOR_ME : FOR_OTHERS)}>
      @<bdi>{member?.displayName ?? "someone"}</bdi>
    </span>
  );
}

/** A channel by name, leading there. */
export function ChannelPill({ conversationId }: { conversationId: string }) {
  const conversation = useMentionedConversation(conversationId);
  const workspace = useWorkspaceView();
  return (
    <Link
      to={`/${workspace?.slug}/c/${conversationId}`}
      className={classes(PILL, FOR_OTHERS, "hover:underline")}
    >
      #<bdi>{conversation?.name ?? "channel"}</bdi>
    </Link>
  );
}

/** Everyone, or everyone who is here: me too. */
export function EveryonePill({ audience }: { audience: Audience }) {
  return <span className={classes(PILL, FOR_ME)}>@{audience}</span>;
}
