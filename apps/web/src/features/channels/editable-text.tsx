import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { Button } from "../../ui/button.tsx";
import { isComposing } from "../../ui/hotkeys.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { TextArea } from "../../ui/text-area.tsx";

export type EditableTextProps = {
  label: string;
  value: string;
  /** Said where there is no text. */
  empty: string;
  longest: number;
  editable: boolean;
  onSave(value: string): Promise<unknown>;
};

/** A text that is read, and changed in its place. */
export function EditableText(props: EditableTextProps) {
  const { label, value, empty, editable } = props;
  const [editing, setEditing] = useState(false);
  const wasEditing = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <Editor {...props} onDone={() => setEditing(false)} />;
  return (
    <div>
      <div className="flex min-h-7 items-center justify-between">
        <h3 className="text-small font-medium text-muted">{label}</h3>
        {editable ? (
          <IconButton
            ref={opener}
            size="small"
            label={`Edit ${label.toLowerCase()}`}
            icon={<Pencil />}
            onClick={() => setEditing(true)}
            className="[&>svg]:size-4!"
          />
        ) : null}
      </div>
      <p
        dir="auto"
        className={
          value === ""
            ? "text-[14px] text-muted"
            : "text-[14px] whitespace-pre-wrap text-ink [overflow-wrap:anywhere]"
        }
      >
        {value === "" ? empty : value}
      </p>
    </div>
  );
}

function Editor({ label, value, longest, onSave, onDone }: EditableTextProps & { onDone(): void }) {
  const [text, setText] = useState(value);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function save() {
    setBusy(true);
    setProblem(undefined);
    try {
      if (text.trim() !== value) await onSave(text.trim());
      onDone();
    } catch (error) {
      setProblem(toErrorView(error).message);
      setBusy(false);
    }
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <TextArea
        label={label}
        value={text}
        maxLength={longest}
        error={problem}
        onChange={(event) => setText(event.target.value)}
        autoFocus
      />
      <div className="flex justify-end gap-2">
        <Button size="small" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit" loading={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
