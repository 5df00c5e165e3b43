import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { IconButton } from "./icon-button.tsx";

const TONES = {
  info: { style: "bg-accent-soft text-accent-text", Icon: Info },
  success: { style: "bg-success-soft text-success-text", Icon: CircleCheck },
  warning: { style: "bg-warning-soft text-warning-text", Icon: TriangleAlert },
  danger: { style: "bg-danger-soft text-danger-text", Icon: CircleAlert },
};

export type BannerProps = {
  tone?: keyof typeof TONES;
  /** A button beside the words. */
  action?: ReactNode;
  onDismiss?(): void;
  /** A strip over the full width instead of a card. */
  strip?: boolean;
  children: ReactNode;
};

/** One sentence above the content, standing until it no longer holds. */
export function Banner({ tone = "info", action, onDismiss, strip = false, children }: BannerProps) {
  const { style, Icon } = TONES[tone];
  return (
    <div
      className={classes(
        "flex min-h-10 items-center gap-3 px-4 py-1.5 text-[14px]",
        !strip && "rounded-card",
        style,
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 py-1 font-medium">{children}</div>
      {action}
      {onDismiss ? (
        <IconButton
          label="Dismiss"
          size="small"
          icon={<X />}
          onClick={onDismiss}
          className="-mr-2 text-current"
        />
      ) : null}
    </div>
  );
}
