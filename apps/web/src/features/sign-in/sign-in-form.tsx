import type { ReactNode } from "react";
import { dataOf } from "../../realtime/answer.ts";
import { closeAllWorkspaces } from "../../realtime/open-workspace.ts";
import { signIn } from "../../realtime/session.ts";
import { Button } from "../../ui/button.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { useForm } from "../../ui/use-form.ts";
import { EmailField, PasswordField } from "./account-fields.tsx";
import { checkEmail, checkPassword } from "./account-rules.ts";

/** E-mail and password of an existing account. */
export function SignInForm({
  onSignedIn,
  beside,
}: {
  /** Called when the server knows who this is; the button stays busy until it is done. */
  onSignedIn(): Promise<void>;
  /** Between the fields and the button. */
  beside?: ReactNode;
}) {
  const form = useForm({
    fields: ["email", "password"],
    check: ({ email, password }) => ({
      email: checkEmail(email),
      password: checkPassword(password),
    }),
    async submit({ email, password }) {
      dataOf(await signIn({ email: email.trim(), password }));
      closeAllWorkspaces();
      await onSignedIn();
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <EmailField {...form.field("email")} autoFocus />
      <PasswordField {...form.field("password")} kind="current" />
      {beside}
      <Button type="submit" variant="primary" loading={form.busy}>
        Sign in
      </Button>
    </form>
  );
}
