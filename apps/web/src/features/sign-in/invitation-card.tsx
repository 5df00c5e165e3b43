import { LetterTile } from "../../ui/letter-tile.tsx";
import { TimeLabel } from "../../ui/time-label.tsx";
import type { InvitePreview } from "./invite-page.tsx";

const AS: Record<InvitePreview["role"], string> = {
  admin: "You join as an admin.",
  member: "You join as a member.",
  guest: "You join as a guest: you see only the channels you are added to.",
};

/** What the invitation is for. */
export function InvitationCard({ preview }: { preview: InvitePreview }) {
  const { workspace, role, email, memberCount, expiresAt } = preview;
  return (
    <div className="flex items-center gap-4">
      <span className="[--tile-ground:var(--surface-raised)]">
        <LetterTile name={workspace.name} icon={workspace.icon} size={52} current />
      </span>
      <div className="min-w-0 text-[14px] text-ink-2">
        <p dir="auto" className="truncate text-[16px] font-semibold text-ink">
          {workspace.name}
        </p>
        <p>
          {memberCount === 1 ? "1 person is here. " : `${memberCount} people are here. `}
          {AS[role]}
        </p>
        {email ? <p>Only for {email}.</p> : null}
        {expiresAt ? (
          <p className="text-small text-muted">
            Ends <TimeLabel moment={expiresAt} format="relative" />
          </p>
        ) : null}
      </div>
    </div>
  );
}
