import { TextField } from "../../ui/text-field.tsx";

/** The link someone was sent, where the server takes new people by invitation only. */
export function InvitationField(field: {
  name: string;
  error: string | undefined;
  autoFocus?: boolean;
}) {
  return (
    <TextField
      {...field}
      label="Invitation link"
      hint="New people join by invitation here. Paste the link you were sent."
      inputMode="url"
      autoCapitalize="none"
      spellCheck={false}
      required
    />
  );
}
