import { useState } from "react";
import { countUnsent } from "../../state/open-workspaces.ts";
import { SignOutDialog as Question } from "../../ui/sign-out-dialog.tsx";
import { signOut } from "./sign-out.ts";

/** Asks before what was not sent is thrown away. */
export function SignOutDialog({ onClose }: { onClose(): void }) {
  const [unsent] = useState(countUnsent);
  return <Question unsent={unsent} onClose={onClose} onSignOut={signOut} />;
}
