import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { countUnsentHere, leaveThisDevice } from "../../realtime/open-workspace.ts";
import { serverCommand } from "../../realtime/server-command.ts";
import type { Account } from "../../realtime/session.ts";
import { Button } from "../../ui/button.tsx";
import { buttonStyle } from "../../ui/button-style.ts";
import { FormErrors } from "../../ui/form-errors.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useForm } from "../../ui/use-form.ts";
import { useSignOut } from "../../ui/use-sign-out.tsx";
import type { InvitePreview } from "./invite-page.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SignUpForm } from "./sign-up-form.tsx";

export type InvitationChoiceProps = {
  token: string;
  preview: InvitePreview;
  account: Account | null;
  /** Someone signed in: what can be done is another thing now. */
  onAccount(): void;
};

/** What the visitor can do with the invitation: get an account, join, or open what they are in already. */
export function InvitationChoice({ token, preview, account, onAccount }: InvitationChoiceProps) {
  const { name, slug } = preview.workspace;
  if (!account) return <AccountTabs token={token} onAccount={onAccount} />;
  if (preview.joined) {
    return (
      <div className="flex flex-col gap-4 text-[14px] text-ink-2">
        <p>You are in this workspace already.</p>
        <Link to={`/${slug}`} className={buttonStyle("primary")}>
          Open {name}
        </Link>
      </div>
    );
  }
  return <JoinForm token={token} name={name} account={account} />;
}

function AccountTabs({ token, onAccount }: { token: string; onAccount(): void }) {
  const [tab, setTab] = useState("create");
  const proceed = async () => onAccount();
  return (
    <Tabs
      label="Account"
      value={tab}
      onChange={setTab}
      tabs={[
        {
          id: "create",
          label: "Create an account",
          content: <SignUpForm invitation={{ token }} onSignedUp={proceed} />,
        },
        {
          id: "have",
          label: "Sign in",
          content: <SignInForm onSignedIn={proceed} />,
        },
      ]}
    />
  );
}

type JoinFormProps = { token: string; name: string; account: Account };

function JoinForm({ token, name, account }: JoinFormProps) {
  const navigate = useNavigate();
  const { signOut, question } = useSignOut({
    countUnsent: countUnsentHere,
    leave: leaveThisDevice,
    to: location.pathname,
  });
  const form = useForm({
    fields: [],
    async submit() {
      const { workspace } = await serverCommand("invite:accept", { token });
      await navigate(`/${workspace.slug}`, { replace: true });
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormErrors errors={form.problems} />
      <Button type="submit" variant="primary" loading={form.busy} autoFocus>
        Join {name}
      </Button>
      <p className="text-center text-small text-muted">
        You are signed in as <bdi className="font-medium text-ink-2">{account.email}</bdi>.{" "}
        <button
          type="button"
          className="rounded-md font-medium text-accent-text underline underline-offset-2"
          onClick={() => void signOut()}
        >
          Use another account
        </button>
      </p>
      {question}
    </form>
  );
}
