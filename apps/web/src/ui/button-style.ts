import { classes } from "./classes.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "medium" | "small";

const BASE =
  "inline-flex items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap select-none " +
  "transition-colors duration-(--quick) disabled:opacity-55 disabled:cursor-not-allowed " +
  "aria-disabled:opacity-55 aria-disabled:cursor-not-allowed";

const SIZES: Record<ButtonSize, string> = {
  medium: "min-h-(--control-height) px-3.5 text-[14px]",
  small: "min-h-(--touch-height) px-2.5 text-small",
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover",
  secondary: "border border-line bg-raised text-ink shadow-1 hover:bg-hover active:bg-press",
  ghost: "text-ink-2 hover:bg-press hover:text-ink active:bg-press",
  danger: "bg-danger text-on-danger hover:brightness-95 active:brightness-90",
};

/** The look of a button, for links that act like one. */
export function buttonStyle(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "medium",
): string {
  return classes(BASE, SIZES[size], VARIANTS[variant]);
}
