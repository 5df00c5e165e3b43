import { Archive, ArchiveRestore, Globe, Lock, LogOut } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { useActions, useConversation, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useChannelRule } from "./use-channel-rule.ts";

type Step = {
  label: string;
  icon: ReactNode;
  title: string;
  text: string;
  confirm: string;
  danger: boolean;
  run(): Promise<unknown>;
};

/** What changes a channel for everyone, or my being in it: asked before it is done. */
export function ChannelDangers({ conversationId }: { conversationId: string }) {
  const steps = useSteps(conversationId);
  const [asked, setAsked] = useState<Step | null>(null);
  const [open, setOpen] = useState(false);
  if (steps.length === 0) return null;
  return (
    <section aria-label="This channel" className="flex flex-col items-stretch gap-2">
      {steps.map((step) => (
        <Button
          key={step.label}
          variant={step.danger ? "ghost" : "secondary"}
          icon={step.icon}
          className={step.danger ? "justify-start text-danger-text!" : "justify-start"}
          onClick={() => {
            setAsked(step);
            setOpen(true);
          }}
        >
          {step.label}
        </Button>
      ))}
      {asked ? (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title={asked.title}
          confirmLabel={asked.confirm}
          danger={asked.danger}
          onConfirm={async () => {
            await asked.run();
          }}
        >
          <p>{asked.text}</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}

function useSteps(conversationId: string): Step[] {
  const actions = useActions();
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";
  const conversation = useConversation(conversationId);
  const rule = useChannelRule(conversationId);
  if (!conversation) return [];
  const name = `#${conversation.name}`;
  const steps: Step[] = [];
  if (rule.manage && !conversation.general && conversation.archivedAt === null) {
    steps.push(
      privacyStep(name, conversation.private, () =>
        actions.updateChannel({ conversationId, private: !conversation.private }),
      ),
    );
  }
  if (rule.manage && !conversation.general) {
    steps.push(
      conversation.archivedAt === null
        ? {
            label: "Archive channel",
            icon: <Archive className="size-4" aria-hidden="true" />,
            title: `Archive ${name}?`,
            text: "It leaves everyone's list. It can still be read, but nobody can write in it until it is opened again.",
            confirm: "Archive",
            danger: true,
            run: () => actions.archiveChannel(conversationId),
          }
        : {
            label: "Open channel again",
            icon: <ArchiveRestore className="size-4" aria-hidden="true" />,
            title: `Open ${name} again?`,
            text: "It returns to the lists of the people in it, and they can write again.",
            confirm: "Open again",
            danger: false,
            run: () => actions.unarchiveChannel(conversationId),
          },
    );
  }
  if (rule.leave) {
    steps.push({
      label: "Leave channel",
      icon: <LogOut className="size-4" aria-hidden="true" />,
      title: `Leave ${name}?`,
      text: conversation.private
        ? "It is private: someone in it has to add you before you can return."
        : "You can join it again at any time.",
      confirm: "Leave",
      danger: true,
      run: async () => {
        await actions.leaveChannel(conversationId);
        await navigate(`/${slug}`);
      },
    });
  }
  return steps;
}

function privacyStep(name: string, closed: boolean, run: () => Promise<unknown>): Step {
  return closed
    ? {
        label: "Make public",
        icon: <Globe className="size-4" aria-hidden="true" />,
        title: `Make ${name} public?`,
        text: "Everyone in the workspace will be able to find it, join it and read all of it, also what was written before.",
        confirm: "Make public",
        danger: false,
        run,
      }
    : {
        label: "Make private",
        icon: <Lock className="size-4" aria-hidden="true" />,
        title: `Make ${name} private?`,
        text: "From now on only the people in it can find and read it. The others lose sight of it.",
        confirm: "Make private",
        danger: false,
        run,
      };
}
