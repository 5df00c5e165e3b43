import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Its accessible name. */
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?(open: boolean): void;
  className?: string;
  children: ReactNode;
};

/** A small card beside a button, for more than a menu: an emoji picker, a person's card. */
export function Popover({
  trigger,
  label,
  side = "bottom",
  align = "start",
  className,
  children,
  ...state
}: PopoverProps) {
  return (
    <Primitive.Root {...state}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classes(
            "motion-rise z-50 max-w-[calc(100vw-1rem)] rounded-panel border border-line bg-raised p-4 text-[14px] shadow-2 outline-none",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
