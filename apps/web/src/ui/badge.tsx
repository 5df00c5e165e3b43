import type { ReactNode } from "react";
import { classes } from "./classes.ts";

const COUNT_TONES = {
  mention: "bg-mention text-on-mention",
  neutral: "bg-surface-3 text-ink-2",
};

/** A number that waits for someone. Orange only for "this is for you". Decoration: the row's own name says it. */
export function CountBadge({
  count,
  tone = "mention",
}: {
  count: number;
  tone?: "mention" | "neutral";
}) {
  if (count <= 0) return null;
  return (
    <span
      aria-hidden="true"
      className={classes(
        "tabular inline-flex h-[18px] min-w-[18px] shrink-0 items-center justify-center rounded-full px-1.5 text-[11.5px] leading-none font-semibold",
        COUNT_TONES[tone],
      )}
    >
      {count > 99 ? "99+" : count}
    </span>
  );
}

const TAG_TONES = {
  neutral: "bg-surface-3 text-ink-2",
  accent: "bg-accent-soft text-accent-text",
  mention: "bg-mention-soft text-mention-text",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
};

export type TagTone = keyof typeof TAG_TONES;

/** A word about a thing: a role, a state. */
export function Tag({ tone = "neutral", children }: { tone?: TagTone; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex h-5 items-center gap-1 rounded-full px-2 text-[12px] font-medium whitespace-nowrap",
        TAG_TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
