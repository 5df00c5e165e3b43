import type { AdminChannelView } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import { Hash } from "lucide-react";
import { useId } from "react";
import { useWorkspace } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useForm } from "../../ui/use-form.ts";
import { useStands } from "../../ui/use-stands.ts";
import { countPeople } from "./figures-text.ts";

/** What an admin is about to do with a channel. */
export type ChannelQuestion = {
  kind: "rename" | "archive" | "unarchive";
  channel: AdminChannelView;
};

type ChannelDialogsProps = { asked: ChannelQuestion | null; onClose(): void; onDone(): void };

/** Asks before a channel is archived or opened again, and for a new name. */
export function ChannelDialogs({ asked, onClose, onDone }: ChannelDialogsProps) {
  if (!asked) return null;
  const { kind, channel } = asked;
  return kind === "rename" ? (
    <RenameDialog channel={channel} onClose={onClose} onDone={onDone} />
  ) : (
    <ArchiveDialog
      channel={channel}
      archived={kind === "archive"}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

type ArchiveDialogProps = {
  channel: AdminChannelView;
  archived: boolean;
  onClose(): void;
  onDone(): void;
};

function ArchiveDialog({ channel, archived, onClose, onDone }: ArchiveDialogProps) {
  const workspace = useWorkspace();
  const verb = archived ? "Archive" : "Unarchive";
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`${verb} #${channel.name}?`}
      confirmLabel={`${verb} channel`}
      danger={archived}
      onConfirm={async () => {
        await workspace.command("admin:archive-channel", { conversationId: channel.id, archived });
        showToast({
          text: `#${channel.name} is ${archived ? "archived" : "open again"}`,
          tone: "success",
        });
        onDone();
      }}
    >
      <p>
        {archived
          ? `It leaves the sidebar of ${countPeople(channel.members)}. Its messages can still be read, and you can open it again.`
          : `${countPeople(channel.members)} see it again and can write in it.`}
      </p>
    </ConfirmDialog>
  );
}

type RenameDialogProps = { channel: AdminChannelView; onClose(): void; onDone(): void };

function RenameDialog({ channel, onClose, onDone }: RenameDialogProps) {
  const formId = useId();
  const workspace = useWorkspace();
  const stands = useStands();
  const form = useForm({
    fields: ["name"],
    check: ({ name }) => ({ name: checkChannelName(name) }),
    async submit({ name }) {
      const { conversation } = await workspace.command("admin:rename-channel", {
        conversationId: channel.id,
        name: name.trim(),
      });
      showToast({ text: `#${channel.name} is #${conversation.name} now`, tone: "success" });
      onDone();
      if (stands.current) onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rename #${channel.name}`}
      description="Its members see the new name at once; links to it keep working."
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={form.busy}>
            Rename
          </Button>
        </>
      }
    >
      <form {...form.props} id={formId} className="flex flex-col gap-4">
        <FormErrors errors={form.problems} />
        <TextField
          {...form.field("name")}
          label="Channel name"
          prefix={<Hash />}
          defaultValue={channel.name}
          dir="auto"
          required
        />
      </form>
    </Dialog>
  );
}

function checkChannelName(name: string): string | undefined {
  if (name.trim() === "") return "Give the channel a name.";
  return [...name.trim()].length > limits.channelName
    ? `Use at most ${limits.channelName} characters.`
    : undefined;
}
