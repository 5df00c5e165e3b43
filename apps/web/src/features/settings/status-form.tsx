import type { MemberStatus } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import type { MouseEvent } from "react";
import { toErrorView } from "../../realtime/answer.ts";
import { Button } from "../../ui/button.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { isByKey } from "../../ui/pressed-by-key.ts";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useFollowed } from "../../ui/use-followed.ts";
import { useForm } from "../../ui/use-form.ts";

const OFTEN: readonly MemberStatus[] = [
  { emoji: "📅", text: "In a meeting" },
  { emoji: "🎧", text: "Focusing" },
  { emoji: "🏠", text: "Working from home" },
  { emoji: "🚆", text: "On the way" },
  { emoji: "🤒", text: "Out sick" },
  { emoji: "🌴", text: "On holiday" },
];

const NONE: MemberStatus = { emoji: "", text: "" };

/** An emoji and a few words; those used often are one press away. */
export function StatusForm({
  status,
  onSave,
}: {
  status: MemberStatus | null;
  onSave(status: MemberStatus | null): Promise<unknown>;
}) {
  const [{ emoji, text }, setDraft] = useFollowed<MemberStatus>(status ?? NONE);
  const form = useForm({
    fields: ["emoji", "text"],
    check: (values) => ({
      text:
        [...values.text.trim()].length > limits.statusText
          ? `Use at most ${limits.statusText} characters.`
          : undefined,
      emoji: isEmojiOrEmpty(values.emoji.trim()) ? undefined : "Use one emoji.",
    }),
    async submit(values) {
      const next = { emoji: values.emoji.trim(), text: values.text.trim() };
      const empty = next.emoji === "" && next.text === "";
      await onSave(empty ? null : next);
      showToast({ text: empty ? "Status cleared" : "Status saved", tone: "success" });
    },
  });
  async function clear(event: MouseEvent) {
    const byKey = isByKey(event);
    try {
      await onSave(null);
      // The button goes with the status.
      if (byKey) form.props.ref.current?.querySelector<HTMLElement>("[name=text]")?.focus();
      showToast({ text: "Status cleared", tone: "success" });
    } catch (error) {
      showToast({ text: toErrorView(error).message, tone: "danger" });
    }
  }

  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormErrors errors={form.problems} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that says the same. */}
      <div role="group" aria-label="Statuses used often" className="flex flex-wrap gap-2">
        {OFTEN.map((often) => (
          <Button
            key={often.text}
            size="small"
            aria-pressed={often.emoji === emoji && often.text === text}
            onClick={() => setDraft(often)}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          >
            <span aria-hidden="true">{often.emoji}</span> {often.text}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-[88px_1fr] gap-3">
        <TextField
          {...form.field("emoji")}
          label="Emoji"
          value={emoji}
          onChange={(event) => setDraft({ emoji: event.target.value, text })}
        />
        <TextField
          {...form.field("text")}
          label="Status text"
          dir="auto"
          value={text}
          onChange={(event) => setDraft({ emoji, text: event.target.value })}
        />
      </div>
      <div className="flex justify-end gap-2">
        {status === null ? null : (
          <Button variant="ghost" onClick={(event) => void clear(event)}>
            Clear status
          </Button>
        )}
        <Button type="submit" variant="primary" loading={form.busy}>
          Save status
        </Button>
      </div>
    </form>
  );
}

function isEmojiOrEmpty(text: string): boolean {
  return text === "" || /^\p{RGI_Emoji}$/v.test(text);
}
