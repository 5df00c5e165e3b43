import { dataOf } from "../../realtime/answer.ts";
import { closeAllWorkspaces } from "../../realtime/open-workspace.ts";
import { signUp } from "../../realtime/session.ts";
import { Button } from "../../ui/button.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { useForm } from "../../ui/use-form.ts";
import { EmailField, NameField, PasswordField } from "./account-fields.tsx";
import { checkEmail, checkName, checkNewPassword } from "./account-rules.ts";
import { InvitationField } from "./invitation-field.tsx";
import { readInvitationToken } from "./invitation-link.ts";

export type SignUpFormProps = {
  /** The invitation in hand; `ask` for a server that takes new people by invitation only. */
  invitation: { token: string } | "ask" | "none";
  /** Called with the invitation used; the button stays busy until it is done. */
  onSignedUp(token: string | null): Promise<void>;
};

/** A new account. */
export function SignUpForm({ invitation, onSignedUp }: SignUpFormProps) {
  const asksForLink = invitation === "ask";
  const readToken = (link: string) => {
    if (typeof invitation === "object") return invitation.token;
    return asksForLink ? readInvitationToken(link) : null;
  };
  const form = useForm({
    fields: ["inviteToken", "name", "email", "password"],
    check: ({ inviteToken, name, email, password }) => ({
      inviteToken:
        asksForLink && readToken(inviteToken) === null
          ? "Paste the whole invitation link you were sent."
          : undefined,
      name: checkName(name),
      email: checkEmail(email),
      password: checkNewPassword(password),
    }),
    async submit({ inviteToken, name, email, password }) {
      const token = readToken(inviteToken);
      const person = { name: name.trim(), email: email.trim(), password };
      dataOf(await signUp(token === null ? person : { ...person, inviteToken: token }));
      closeAllWorkspaces();
      await onSignedUp(token);
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      {asksForLink ? <InvitationField {...form.field("inviteToken")} autoFocus /> : null}
      <NameField {...form.field("name")} autoFocus={!asksForLink} />
      <EmailField {...form.field("email")} />
      <PasswordField {...form.field("password")} kind="new" />
      <Button type="submit" variant="primary" loading={form.busy}>
        Create account
      </Button>
    </form>
  );
}
