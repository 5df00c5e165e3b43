/** Whether someone is here, by shape as well as by colour. */
export type Presence = "active" | "away" | "offline";

/** What a presence is called. */
export const PRESENCE_LABELS: Record<Presence, string> = {
  active: "Active",
  away: "Away",
  offline: "Offline",
};

/** Active is a full disc, away a half one, offline an empty ring. Decoration: say PRESENCE_LABELS where it matters. */
export function PresenceBadge({ presence, size = 10 }: { presence: Presence; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 10 10"
      aria-hidden="true"
      data-presence={presence}
      style={{ color: `var(--presence-${presence})` }}
      className="shrink-0"
    >
      {presence === "active" ? (
        <circle cx="5" cy="5" r="4.5" fill="currentColor" />
      ) : (
        <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
      {presence === "away" ? <path d="M5 1.25a3.75 3.75 0 0 0 0 7.5Z" fill="currentColor" /> : null}
    </svg>
  );
}
