import type { AdminMemberView, Role } from "@hallway/protocol";
import type { ReactNode } from "react";
import type { OpenWorkspace } from "../../state/open-workspace.ts";
import { useMe, useWorkspace } from "../../state/use-workspace.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { showToast } from "../../ui/toasts.ts";
import { DeactivationEffects } from "./deactivation-effects.tsx";
import { withArticle } from "./role-select.tsx";

/** What an admin is about to do with a person, and must confirm. */
export type MemberQuestion = { member: AdminMemberView } & (
  | { kind: "role"; to: Role }
  | { kind: "deactivate" | "reactivate" | "end-sessions" | "transfer" }
);

type Confirmation = {
  title: string;
  words: ReactNode;
  confirmLabel: string;
  danger: boolean;
  run(workspace: OpenWorkspace): Promise<unknown>;
  done: string;
};

/** Asks before what matters, naming the person and what will happen. */
export function MemberDialogs({
  asked,
  onClose,
  onDone,
}: {
  asked: MemberQuestion | null;
  onClose(): void;
  onDone(): void;
}) {
  const workspace = useWorkspace();
  const me = useMe();
  if (!asked) return null;
  const { run, done, words, ...dialog } = confirmationFor(
    asked,
    me?.userId === asked.member.userId,
  );
  return (
    <ConfirmDialog
      key={`${asked.kind} ${asked.member.userId}`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      {...dialog}
      onConfirm={async () => {
        await run(workspace);
        showToast({ text: done, tone: "success" });
        onDone();
      }}
    >
      {words}
    </ConfirmDialog>
  );
}

function confirmationFor(asked: MemberQuestion, myself: boolean): Confirmation {
  const { userId, displayName: name, sessions } = asked.member;
  switch (asked.kind) {
    case "role":
      return roleConfirmation(asked, myself);
    case "deactivate":
      return {
        title: `Deactivate ${name}?`,
        words: <DeactivationEffects userId={userId} />,
        confirmLabel: "Deactivate",
        danger: true,
        run: (workspace) => workspace.command("member:deactivate", { userId }),
        done: `${name} is deactivated`,
      };
    case "reactivate":
      return {
        title: `Reactivate ${name}?`,
        words: (
          <p>They can sign in to this workspace again, with the role and channels they had.</p>
        ),
        confirmLabel: "Reactivate",
        danger: false,
        run: (workspace) => workspace.command("member:reactivate", { userId }),
        done: `${name} is back`,
      };
    case "end-sessions":
      return {
        title: `Sign ${name} out everywhere?`,
        words: (
          <p>
            {sessions === 1 ? "Their one session ends" : `Their ${sessions} sessions end`} at once.
            They can sign in again with their password.
          </p>
        ),
        confirmLabel: "End sessions",
        danger: true,
        run: (workspace) => workspace.command("member:end-sessions", { userId }),
        done: `${name} is signed out everywhere`,
      };
    case "transfer":
      return {
        title: `Transfer ownership to ${name}?`,
        words: (
          <p>
            {name} becomes an owner and you become an admin, in one step. Only an owner can give it
            back.
          </p>
        ),
        confirmLabel: "Transfer ownership",
        danger: true,
        run: (workspace) => workspace.command("workspace:transfer-ownership", { userId }),
        done: `${name} is an owner now, and you are an admin`,
      };
  }
}

function roleConfirmation(
  { member, to }: { member: AdminMemberView; to: Role },
  myself: boolean,
): Confirmation {
  const { userId, displayName: name, role: from } = member;
  const who = myself ? "You" : name;
  return {
    title: myself ? "Change your own role?" : `Make ${name} ${withArticle(to)}?`,
    words: (
      <p>
        {who} {myself ? "are" : "is"} {withArticle(from)} now. {effectOf(to, myself)}
      </p>
    ),
    confirmLabel: myself ? `Become ${withArticle(to)}` : `Make ${withArticle(to)}`,
    danger: to !== "owner",
    run: (workspace) => workspace.command("member:set-role", { userId, role: to }),
    done: myself ? `You are ${withArticle(to)} now` : `${name} is ${withArticle(to)} now`,
  };
}

function effectOf(to: Role, myself: boolean): string {
  if (to === "owner") {
    return "Owners can do everything: change this workspace's address, make other owners and unmake them.";
  }
  if (to === "admin") return "Admins look after members, channels and settings, but not owners.";
  return myself
    ? "This panel closes for you at once, and you cannot undo it yourself."
    : "The admin panel closes for them at once.";
}
