import { lazy, Suspense } from "react";
import { CopyField } from "../../ui/copy-field.tsx";
import { formatExact } from "../../ui/time.ts";
import type { NewInvitation } from "./invitation-dialog.tsx";

const QrCode = lazy(async () => ({ default: (await import("./qr-code.tsx")).QrCode }));

/** The new link, as text to copy and as a code to point a phone at. */
export function InvitationReady({ made: { invite, url } }: { made: NewInvitation }) {
  return (
    <div className="flex flex-col gap-5">
      <CopyField
        label="Invitation link"
        value={url}
        hint={invite.email ? `It was also sent to ${invite.email}.` : undefined}
      />
      <div className="flex items-center gap-5 phone:flex-col">
        <div className="flex size-[168px] shrink-0 items-center justify-center rounded-card border border-line bg-white p-3">
          <Suspense fallback={null}>
            <QrCode value={url} />
          </Suspense>
        </div>
        <p className="text-[14px] text-ink-2">
          Whoever joins with it is {invite.role === "admin" ? "an admin" : `a ${invite.role}`}.{" "}
          {invite.maxUses === null
            ? "It can be used as often as needed"
            : `It can be used ${invite.maxUses === 1 ? "once" : `${invite.maxUses} times`}`}
          {invite.expiresAt ? `, until ${formatExact(invite.expiresAt)}.` : "."} You can revoke it
          here at any time.
        </p>
      </div>
    </div>
  );
}
