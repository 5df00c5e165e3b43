import { useState } from "react";
import { useNavigate } from "react-router";
import { dataOf } from "../../realtime/answer.ts";
import { createWorkspace } from "../../realtime/create-workspace.ts";
import { signUp } from "../../realtime/session.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { FormErrors } from "../../ui/form-errors.tsx";
import { useForm } from "../../ui/use-form.ts";
import { EmailField, NameField, PasswordField, WorkspaceNameField } from "./account-fields.tsx";
import { checkEmail, checkName, checkNewPassword, checkWorkspaceName } from "./account-rules.ts";

/** Account and workspace in one go. When only the account could be made, the workspace can be tried again. */
export function SetupForm({ account }: { account: { email: string } | null }) {
  const navigate = useNavigate();
  const [made, setMade] = useState(account);
  const form = useForm({
    fields: ["name", "email", "password", "workspaceName"],
    check: ({ name, email, password, workspaceName }) => ({
      ...(made
        ? {}
        : {
            name: checkName(name),
            email: checkEmail(email),
            password: checkNewPassword(password),
          }),
      workspaceName: checkWorkspaceName(workspaceName),
    }),
    async submit({ name, email, password, workspaceName }) {
      if (!made) dataOf(await signUp({ name: name.trim(), email: email.trim(), password }));
      try {
        const workspace = await createWorkspace(workspaceName.trim());
        await navigate(`/${workspace.slug}`, { replace: true });
      } catch (error) {
        setMade(made ?? { email: email.trim() });
        throw error;
      }
    },
  });
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormErrors errors={form.problems} />
      {made ? (
        <Banner tone="success">
          Your account {made.email} is ready. Only the workspace is missing.
        </Banner>
      ) : (
        <>
          <NameField {...form.field("name")} autoFocus />
          <EmailField {...form.field("email")} />
          <PasswordField {...form.field("password")} kind="new" />
        </>
      )}
      <WorkspaceNameField {...form.field("workspaceName")} autoFocus={made !== null} />
      <Button type="submit" variant="primary" loading={form.busy}>
        Create workspace
      </Button>
    </form>
  );
}
