import type { ReactNode } from "react";

/** One line of a menu. */
export type MenuEntry =
  | {
      kind: "item";
      label: string;
      icon?: ReactNode;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      onSelect(): void;
    }
  | { kind: "choice"; label: string; checked: boolean; disabled?: boolean; onSelect(): void }
  | { kind: "heading"; label: string }
  | { kind: "line" };

/** The box of a menu. */
export const MENU_STYLE =
  "motion-rise z-50 max-h-(--radix-popper-available-height) min-w-52 max-w-80 overflow-y-auto overscroll-contain " +
  "rounded-card border border-line bg-raised p-1.5 text-[14px] text-ink shadow-2 outline-none";

/** One line in it. */
export const MENU_ITEM_STYLE =
  "flex min-h-8 phone:min-h-11 items-center gap-2.5 rounded-[7px] px-2.5 outline-none select-none " +
  "data-[highlighted]:bg-press data-[disabled]:opacity-45 data-[disabled]:cursor-not-allowed [&>svg]:size-4 [&>svg]:shrink-0";
