import { limits } from "@hallway/protocol/limits";
import { Hash } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useNavigate } from "react-router";
import { toErrorView } from "../../realtime/answer.ts";
import { useActions, useWorkspaceView } from "../../state/use-workspace.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useStands } from "../../ui/use-stands.ts";
import { channelNameFrom } from "./channel-name.ts";

/** Makes a channel with me in it, and opens it. */
export function CreateChannelDialog({ onClose }: { onClose(): void }) {
  const formId = useId();
  const form = useCreateChannel(onClose);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Create a channel"
      description="A place for one topic, project or team."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} loading={form.busy}>
            Create
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={form.submit} className="flex flex-col gap-4" noValidate>
        <FormErrors errors={form.problem === null ? [] : [{ text: form.problem }]} />
        <TextField
          label="Name"
          prefix={<Hash />}
          value={form.name}
          error={form.nameProblem}
          hint="Small letters, digits and hyphens, such as plan-launch."
          maxLength={limits.channelName}
          onChange={(event) => form.setName(channelNameFrom(event.target.value))}
          autoFocus
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          label="Topic (optional)"
          value={form.topic}
          maxLength={limits.topic}
          onChange={(event) => form.setTopic(event.target.value)}
        />
        <Switch
          label="Private"
          hint={
            form.closed
              ? "Only people who are added can find and read it."
              : "Everyone in the workspace can find and join it."
          }
          checked={form.closed}
          onChange={(event) => form.setClosed(event.target.checked)}
        />
      </form>
    </Dialog>
  );
}

function useCreateChannel(onClose: () => void) {
  const actions = useActions();
  const navigate = useNavigate();
  const slug = useWorkspaceView()?.slug ?? "";
  const stands = useStands();
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [closed, setClosed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [nameProblem, setNameProblem] = useState<string>();
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    setNameProblem(undefined);
    if (name === "") return setNameProblem("Give the channel a name.");
    setBusy(true);
    try {
      const { id } = await actions.createChannel({ name, private: closed, topic: topic.trim() });
      if (!stands.current) return;
      onClose();
      await navigate(`/${slug}/c/${id}`);
    } catch (error) {
      const { code, field, message } = toErrorView(error);
      if (code === "conflict" || field === "name") setNameProblem(message);
      else setProblem(message);
      setBusy(false);
    }
  }

  return { name, setName, topic, setTopic, closed, setClosed, busy, nameProblem, problem, submit };
}
