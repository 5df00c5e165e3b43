import { DropdownMenu as Primitive } from "radix-ui";
import type { DropdownMenuProps } from "./dropdown-menu.tsx";
import { MENU_STYLE } from "./menu-entry.ts";
import { MenuLines } from "./menu-lines.tsx";

/** The menu itself, open as it arrives. Not modal: the modal kind writes a style element, which the page's policy forbids. */
export function RadixMenu({
  trigger,
  entries,
  side = "bottom",
  align = "start",
  header,
  ...state
}: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false} defaultOpen {...state}>
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
