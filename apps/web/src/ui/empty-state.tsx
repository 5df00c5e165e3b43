import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  /** What to do next, in a sentence. */
  text?: ReactNode;
  /** A button or a link that does it. */
  action?: ReactNode;
  /** In a side panel or a small card. */
  compact?: boolean;
};

/** A list with nothing in it, saying what to do next. */
export function EmptyState({ icon, title, text, action, compact = false }: EmptyStateProps) {
  return (
    <div
      className={classes(
        "flex flex-col items-center text-center",
        compact ? "px-4 py-8" : "px-6 py-14",
      )}
    >
      <span
        aria-hidden="true"
        className="mb-4 flex size-12 items-center justify-center rounded-composer bg-accent-soft text-accent-text [&>svg]:size-6"
      >
        {icon}
      </span>
      <p className="text-[16px] font-semibold text-balance text-ink">{title}</p>
      {text ? <p className="mt-1 max-w-[44ch] text-[14px] text-pretty text-ink-2">{text}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
