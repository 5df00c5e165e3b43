import { limits } from "@hallway/protocol/limits";
import { useId } from "react";
import { useNavigate } from "react-router";
import { createWorkspace } from "../../realtime/create-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";
import { useStands } from "../../ui/use-stands.ts";

export type CreateWorkspaceDialogProps = {
  onClose(): void;
  /** It was made for someone who had closed the dialog. */
  onMadeLate(): void;
};

/** Asks for a name, makes the workspace and goes there. */
export function CreateWorkspaceDialog({ onClose, onMadeLate }: CreateWorkspaceDialogProps) {
  const formId = useId();
  const navigate = useNavigate();
  const stands = useStands();
  const form = useForm({
    fields: ["workspaceName"],
    check: ({ workspaceName }) => ({ workspaceName: checkName(workspaceName) }),
    async submit({ workspaceName }) {
      const { slug } = await createWorkspace(workspaceName.trim());
      if (!stands.current) return onMadeLate();
      onClose();
      await navigate(`/${slug}`);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create a workspace"
      description="It starts with the channels general and random, and you as its owner."
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={form.busy}>
            Create workspace
          </Button>
        </>
      }
    >
      <form {...form.props} id={formId} className="flex flex-col gap-4">
        <FormErrors errors={form.problems} />
        <TextField
          {...form.field("workspaceName")}
          label="Workspace name"
          autoComplete="organization"
          dir="auto"
          hint="Your company or team. Its address is made from it; you can change both later."
          required
        />
      </form>
    </Dialog>
  );
}

function checkName(name: string): string | undefined {
  if (name.trim() === "") return "Enter a name for the workspace.";
  return [...name.trim()].length > limits.workspaceName
    ? `Use at most ${limits.workspaceName} characters.`
    : undefined;
}
