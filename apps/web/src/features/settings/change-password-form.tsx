import { limits } from "@hallway/protocol/limits";
import { useState } from "react";
import { dataOf } from "../../realtime/answer.ts";
import { changePassword } from "../../realtime/session.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useForm } from "../../ui/use-form.ts";

/** The old password once, the new one, and whether the other devices must sign in again. */
export function ChangePasswordForm({ onChanged }: { onChanged(): void }) {
  const [alone, setAlone] = useState(true);
  const form = useForm({
    fields: ["currentPassword", "newPassword"],
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: currentPassword === "" ? "Enter your current password." : undefined,
      newPassword: checkLength(newPassword),
    }),
    async submit(passwords) {
      dataOf(await changePassword({ ...passwords, revokeOtherSessions: alone }));
      showToast({ text: "Your password is changed", tone: "success" });
      form.props.ref.current?.reset();
      setAlone(true);
      onChanged();
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <TextField
        {...form.field("currentPassword")}
        label="Current password"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        {...form.field("newPassword")}
        label="New password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${limits.passwordMin} characters.`}
        required
      />
      <Checkbox
        label="Sign out other sessions"
        hint="Whoever else knows the old password is out at once."
        checked={alone}
        onChange={(event) => setAlone(event.target.checked)}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={form.busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}

function checkLength(password: string): string | undefined {
  const length = [...password].length;
  if (length < limits.passwordMin) return `Use at least ${limits.passwordMin} characters.`;
  return length > limits.passwordMax ? `Use at most ${limits.passwordMax} characters.` : undefined;
}
