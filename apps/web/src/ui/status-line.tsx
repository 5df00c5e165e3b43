import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

const TONES = {
  quiet: "text-muted",
  working: "text-ink-2",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
};

export type StatusLineProps = {
  /** Empty when all is well: the region stays so that its next words are spoken. */
  text: string;
  tone?: keyof typeof TONES;
  /** A button beside the words, such as `Retry`. */
  action?: ReactNode;
  className?: string;
};

/** The `status` region: what the connection or the sending is doing, spoken when it changes. */
export function StatusLine({ text, tone = "quiet", action, className }: StatusLineProps) {
  return (
    <div role="status" className={classes("text-small", className)}>
      {text ? (
        <div
          className={classes(
            "flex min-h-7 items-center gap-2 rounded-control px-2.5 font-medium",
            TONES[tone],
          )}
        >
          {tone === "working" ? <Spinner className="size-3.5" /> : null}
          <span>{text}</span>
          {action}
        </div>
      ) : null}
    </div>
  );
}
