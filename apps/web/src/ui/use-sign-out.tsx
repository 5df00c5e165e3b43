import { type ReactNode, Suspense, useState } from "react";
import { lazyPart, PartBoundary } from "./lazy-part.tsx";
import { showToast } from "./toasts.ts";

export type SignOutPlan = {
  /** How many messages would be lost. */
  countUnsent(): Promise<number>;
  leave(): Promise<{ ok: true } | { ok: false; error: { message: string } }>;
  /** Where it leads. */
  to?: string;
};

export type SignOut = {
  signOut(): Promise<void>;
  busy: boolean;
  /** To be drawn where the button is. */
  question: ReactNode;
};

const SignOutDialog = lazyPart(async () => (await import("./sign-out-dialog.tsx")).SignOutDialog);

/** Signs out at once, or after a question where something was not sent. */
export function useSignOut({ countUnsent, leave, to = "/sign-in" }: SignOutPlan): SignOut {
  const [busy, setBusy] = useState(false);
  const [unsent, setUnsent] = useState(0);

  async function go() {
    const left = await leave();
    // A whole new page: nothing of this account may stay in memory.
    if (left.ok) location.assign(to);
    else showToast({ text: left.error.message, tone: "danger" });
  }
  async function signOut() {
    if (busy) return;
    setBusy(true);
    const count = await countUnsent();
    if (count > 0) setUnsent(count);
    else await go();
    setBusy(false);
  }

  const close = () => setUnsent(0);
  const question =
    unsent === 0 ? null : (
      <PartBoundary onMissing={close}>
        <Suspense fallback={null}>
          <SignOutDialog unsent={unsent} onClose={close} onSignOut={go} />
        </Suspense>
      </PartBoundary>
    );
  return { signOut, busy, question };
}
