import type { MemberView } from "@hallway/protocol";
import { limits } from "@hallway/protocol/limits";
import { useState } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useForm } from "../../ui/use-form.ts";

export type ProfileFormProps = {
  member: MemberView;
  email: string;
  onSave(change: { displayName: string; title: string }): Promise<unknown>;
};

/** My name and what I do. */
export function ProfileForm({ member, email, onSave }: ProfileFormProps) {
  const [name, setName] = useState(member.displayName);
  const form = useForm({
    fields: ["displayName", "title"],
    check: ({ displayName, title }) => ({
      displayName:
        displayName.trim() === ""
          ? "Enter the name others should see."
          : tooLong(displayName, limits.personName),
      title: tooLong(title, limits.title),
    }),
    async submit({ displayName, title }) {
      await onSave({ displayName: displayName.trim(), title: title.trim() });
      showToast({ text: "Profile saved", tone: "success" });
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <div className="flex items-center gap-4">
        <Avatar id={member.userId} name={name} size={56} />
        <p className="min-w-0 text-[14px] text-ink-2">
          You sign in as <bdi className="font-medium text-ink">{email}</bdi>. Your picture is made
          from your name.
        </p>
      </div>
      <TextField
        {...form.field("displayName")}
        label="Display name"
        defaultValue={member.displayName}
        onChange={(event) => setName(event.target.value)}
        autoComplete="nickname"
        dir="auto"
        required
      />
      <TextField
        {...form.field("title")}
        label="Title"
        defaultValue={member.title}
        autoComplete="organization-title"
        dir="auto"
        hint="What you do here, such as Storage engineer."
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={form.busy}>
          Save profile
        </Button>
      </div>
    </form>
  );
}

function tooLong(text: string, most: number): string | undefined {
  return [...text.trim()].length > most ? `Use at most ${most} characters.` : undefined;
}
