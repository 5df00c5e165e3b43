import { limits } from "@hallway/protocol/limits";
import { TextField } from "../../ui/text-field.tsx";

type Wired = { name: string; error: string | undefined; autoFocus?: boolean; hint?: string };

/** The name others will see. */
export function NameField(field: Wired) {
  return <TextField {...field} label="Your name" autoComplete="name" dir="auto" required />;
}

/** The e-mail address of an account. */
export function EmailField(field: Wired) {
  return (
    <TextField
      {...field}
      label="Email"
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
    />
  );
}

/** A password: the one an account has, or a new one. */
export function PasswordField({
  kind,
  label = "Password",
  ...field
}: Wired & { kind: "current" | "new"; label?: string }) {
  return (
    <TextField
      {...field}
      label={label}
      type="password"
      autoComplete={kind === "new" ? "new-password" : "current-password"}
      hint={kind === "new" ? `At least ${limits.passwordMin} characters.` : field.hint}
      required
    />
  );
}

/** The name of a workspace to be. */
export function WorkspaceNameField(field: Wired) {
  return (
    <TextField
      {...field}
      label="Workspace name"
      autoComplete="organization"
      dir="auto"
      hint={field.hint ?? "Your company or team, such as Acme Robotics."}
      required
    />
  );
}
