import { useState } from "react";
import { Link } from "react-router";
import { dataOf } from "../../realtime/answer.ts";
import { requestPasswordReset } from "../../realtime/session.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useDocumentTitle } from "../../ui/document-title.ts";
import { FormErrors } from "../../ui/form-errors.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { useForm } from "../../ui/use-form.ts";
import { EmailField } from "./account-fields.tsx";
import { checkEmail } from "./account-rules.ts";

/** Asks for a link to choose a new password. The answer is the same whether the address has an account or not. */
export function ForgotPasswordPage() {
  useDocumentTitle("Forgot password");
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <PageFrame
      title="Forgot your password?"
      intro="We send you a link to choose a new one."
      footer={
        <Link
          to="/sign-in"
          className="rounded-md font-medium text-accent-text underline underline-offset-2"
        >
          Back to sign in
        </Link>
      }
    >
      {sentTo === null ? (
        <AskForm onSent={setSentTo} />
      ) : (
        <Sent email={sentTo} onAgain={() => setSentTo(null)} />
      )}
    </PageFrame>
  );
}

function AskForm({ onSent }: { onSent(email: string): void }) {
  const form = useForm({
    fields: ["email"],
    check: ({ email }) => ({ email: checkEmail(email) }),
    async submit({ email }) {
      dataOf(await requestPasswordReset(email.trim()));
      onSent(email.trim());
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      <EmailField {...form.field("email")} autoFocus />
      <Button type="submit" variant="primary" loading={form.busy}>
        Send the link
      </Button>
    </form>
  );
}

function Sent({ email, onAgain }: { email: string; onAgain(): void }) {
  return (
    <div role="status" className="flex flex-col gap-4 text-[14px] text-ink-2">
      <Banner tone="success">Look into your mail.</Banner>
      <p>
        If there is an account for <bdi className="font-medium text-ink">{email}</bdi>, a link is on
        its way. It works once, for an hour.
      </p>
      <p>
        Nothing after a few minutes? Look among the unwanted mail, or ask whoever runs this server.
      </p>
      <Button onClick={onAgain}>Try another address</Button>
    </div>
  );
}
