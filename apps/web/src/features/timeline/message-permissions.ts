import type { MessageView, Role } from "@hallway/protocol";
import { isAtLeast } from "@hallway/protocol/permissions";

/** What I may do with a message. */
export type MessageAbilities = { edit: boolean; delete: boolean; markUnread: boolean };

export type AbilityInput = {
  me: { userId: string; role: Role };
  /** Whether I am in its conversation, and may still write there. */
  here: { takesPart: boolean; archived: boolean };
};

/** The server's rules: my own words are mine, admins may take away anyone's. */
export function toMessageAbilities(
  message: MessageView,
  { me, here }: AbilityInput,
): MessageAbilities {
  const mine = message.authorId === me.userId;
  const written = message.kind !== "system" && message.deletedAt === null;
  const open = here.takesPart && !here.archived;
  return {
    edit: mine && written && open && message.kind === "text",
    delete: written && open && (mine || isAtLeast(me.role, "admin")),
    markUnread: here.takesPart,
  };
}
