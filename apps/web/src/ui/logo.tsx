/** Hallway's mark: doors within doors, in the accent. */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 64 64"
      aria-hidden="true"
      className="shrink-0 text-accent"
    >
      <rect width="64" height="64" rx="18" fill="currentColor" />
      <g className="text-on-accent" fill="currentColor">
        <path d="M15 52V27a17 17 0 0 1 34 0v25z" opacity=".22" />
        <path d="M20.5 52V28.5a11.5 11.5 0 0 1 23 0V52z" opacity=".4" />
        <path d="M26 52V30a6 6 0 0 1 12 0v22z" />
        <path d="M9 52h46" stroke="currentColor" strokeWidth="3.5" strokeLinecap="round" />
      </g>
    </svg>
  );
}
