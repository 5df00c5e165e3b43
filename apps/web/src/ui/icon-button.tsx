import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Tooltip, type TooltipProps } from "./tooltip.tsx";

export type IconButtonProps = Omit<
  ComponentProps<"button">,
  "children" | "aria-label" | "title"
> & {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  icon: ReactNode;
  size?: "medium" | "small";
  variant?: "ghost" | "primary";
  shortcut?: string;
  tooltipSide?: TooltipProps["side"];
};

const SIZES = { medium: "size-8", small: "size-7" };
const VARIANTS = {
  ghost:
    "text-ink-2 hover:bg-press hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text",
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
};

/** A button with only an icon: it always has a name and a tooltip. `aria-pressed` shows it as switched on. */
export function IconButton({
  label,
  icon,
  size = "medium",
  variant = "ghost",
  shortcut,
  tooltipSide,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={tooltipSide ?? "top"}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classes(
          "inline-flex shrink-0 items-center justify-center rounded-control transition-colors duration-(--quick)",
          "disabled:cursor-not-allowed disabled:opacity-45 phone:size-11 [&>svg]:size-[18px]",
          SIZES[size],
          VARIANTS[variant],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
