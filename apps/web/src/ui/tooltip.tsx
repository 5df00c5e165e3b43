import { cloneElement, type ReactElement, type ReactNode } from "react";
import { TooltipLayer } from "./tooltip-layer.tsx";

export type TooltipProps = {
  text: string;
  /** Keys that do the same, in `mod+k` notation. */
  shortcut?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement<TooltipMarks>;
};

/** How an element says what its tooltip is; the one layer of the page reads it. */
type TooltipMarks = {
  "data-tooltip"?: string;
  "data-tooltip-keys"?: string | undefined;
  "data-tooltip-side"?: string;
};

/** Shows the tooltips of everything under it: wrap the app in it once. */
export function TooltipArea({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <TooltipLayer />
    </>
  );
}

/** Names its one child on hover and focus. Not for what must be read: the child has an accessible name of its own. */
export function Tooltip({ text, shortcut, side = "top", children }: TooltipProps) {
  return cloneElement(children, {
    "data-tooltip": text,
    "data-tooltip-keys": shortcut,
    "data-tooltip-side": side,
  });
}
