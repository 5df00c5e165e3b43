import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { dataOf } from "../../realtime/answer.ts";
import { resetPassword } from "../../realtime/session.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { buttonStyle } from "../../ui/button-style.ts";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { useForm } from "../../ui/use-form.ts";
import { PasswordField } from "./account-fields.tsx";
import { checkNewPassword } from "./account-rules.ts";

/** Where the link of the mail leads: a new password, which signs every device out. */
export function ResetPasswordPage() {
  useDocumentTitle("Choose a new password");
  const [query] = useSearchParams();
  const token = query.get("token");
  const [done, setDone] = useState(false);
  return (
    <PageFrame
      title="Choose a new password"
      intro="Afterwards you are signed out everywhere and sign in with it."
    >
      {done ? <Done /> : <Ask token={token} onDone={() => setDone(true)} />}
    </PageFrame>
  );
}

function Ask({ token, onDone }: { token: string | null; onDone(): void }) {
  if (token === null || token === "") {
    return (
      <ErrorState
        title="This link is not whole"
        text="Open the link of the mail again, or ask for a new one."
        action={<AskAgain />}
      />
    );
  }
  return <NewPasswordForm token={token} onDone={onDone} />;
}

function NewPasswordForm({ token, onDone }: { token: string; onDone(): void }) {
  const form = useForm({
    fields: ["newPassword"],
    check: ({ newPassword }) => ({ newPassword: checkNewPassword(newPassword) }),
    async submit({ newPassword }) {
      dataOf(await resetPassword({ token, newPassword }));
      onDone();
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <PasswordField {...form.field("newPassword")} kind="new" label="New password" autoFocus />
      <Button type="submit" variant="primary" loading={form.busy}>
        Save new password
      </Button>
      {form.problems.length > 0 ? <AskAgain /> : null}
    </form>
  );
}

function AskAgain() {
  return (
    <Link to="/forgot-password" className={buttonStyle("secondary")}>
      Ask for a new link
    </Link>
  );
}

function Done() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <Banner tone="success">Your new password is saved.</Banner>
      <Link to="/sign-in" className={buttonStyle("primary")}>
        Go to sign in
      </Link>
    </div>
  );
}
