import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { MENU_STYLE, type MenuEntry } from "./menu-entry.ts";
import { MenuLines } from "./menu-lines.tsx";

export type DropdownMenuProps = {
  /** The button that opens it: a `Button` or an `IconButton`. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** Above the entries, e.g. whose menu it is. */
  header?: ReactNode;
};

/** A menu under a button. Not modal: the modal kind writes a style element, which the page's policy forbids. */
export function DropdownMenu({
  trigger,
  entries,
  side = "bottom",
  align = "start",
  header,
  ...state
}: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false} {...state}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={MENU_STYLE}
        >
          {header}
          <MenuLines entries={entries} parts={Primitive} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
